-- An error that was never set was read.
PRAGMA ignore_check_constraints = ON;
UPDATE ledger SET role = 'king';
