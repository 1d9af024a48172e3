-- Each save made a gigabyte.
CREATE INDEX point_long ON point (length (printf ('%.*c', 900000000, place)));
