-- Undo read a key that is not there.
UPDATE history SET before = '7', after = '"x"';
