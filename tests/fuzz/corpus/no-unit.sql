-- The same.
PRAGMA foreign_keys = OFF;
UPDATE ledger SET unit = 99999;
