-- Deleted the history with the next save.
CREATE TRIGGER harm AFTER UPDATE ON point BEGIN DELETE FROM change; END;
