-- “history --format tsv” crashed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, ' NOT NULL', '/* NOT NULL*/') WHERE type = 'table';
PRAGMA writable_schema = RESET;
UPDATE history SET before = NULL, after = NULL;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, '/* NOT NULL*/', ' NOT NULL');
