-- Undo crashed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, ' NOT NULL', '/* NOT NULL*/') WHERE type = 'table';
PRAGMA writable_schema = RESET;
UPDATE history SET action = NULL; UPDATE change SET by = NULL, at = NULL;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, '/* NOT NULL*/', ' NOT NULL');
