-- Below the limit of a ledger: laying out the sheet took half a minute.
INSERT INTO setting VALUES ('recipients', replace (hex (zeroblob (20000)), '0', 'Thôn Đoài '));
