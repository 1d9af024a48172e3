-- “check” hung, “report” took a gigabyte.
UPDATE point SET waived = 'point-cost: ' || printf ('%.*c', 20000000, 'x');
