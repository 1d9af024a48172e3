-- A record without an identity.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, ' NOT NULL', '/* NOT NULL*/') WHERE type = 'table';
PRAGMA writable_schema = RESET;
UPDATE point SET uuid = NULL; UPDATE ledger SET uuid = NULL;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, '/* NOT NULL*/', ' NOT NULL');
