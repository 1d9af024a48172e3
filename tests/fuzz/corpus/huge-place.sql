-- “list” and “figures” took a gigabyte.
UPDATE point SET place = replace (hex (zeroblob (1000000)), '0', 'Thôn Đoài ');
