-- “report” took a gigabyte.
INSERT INTO setting VALUES ('letterhead.body', printf ('%.*c', 20000000, 'x'));
