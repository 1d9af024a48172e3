-- Read for ever.
ALTER TABLE setting RENAME TO setting2;
CREATE VIEW setting AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS name, 'x' AS value FROM n;
