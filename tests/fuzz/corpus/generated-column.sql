-- Reading a row made a gigabyte.
ALTER TABLE point ADD COLUMN more TEXT AS (printf ('%.*c', 900000000, place));
