-- “figures”, “report” and “add” failed without a message.
UPDATE ledger SET unit = NULL;
