-- Kinds of weapons handed in at a point, and how often; a second time that it was held.
ALTER TABLE point ADD COLUMN weapon_names TEXT;           -- "03 súng kíp; 02 lựu đạn"
ALTER TABLE point ADD COLUMN hand_ins INTEGER;            -- lượt giao nộp
ALTER TABLE point ADD COLUMN second_from TEXT;
ALTER TABLE point ADD COLUMN second_to TEXT;              -- NULL: one day

-- Numbers that are not exact ("hơn 50 suất", "gần 35 tỷ đồng"), as attendance has been since format 4.
ALTER TABLE gift ADD COLUMN quantity_qualifier TEXT;           -- codebook qualifier
ALTER TABLE gift ADD COLUMN value_qualifier TEXT;              -- codebook qualifier
ALTER TABLE commendation ADD COLUMN quantity_qualifier TEXT;   -- codebook qualifier
ALTER TABLE activity ADD COLUMN number_qualifier TEXT;         -- codebook qualifier
ALTER TABLE activity ADD COLUMN participants_qualifier TEXT;   -- codebook qualifier
ALTER TABLE point ADD COLUMN cost_qualifier TEXT;              -- codebook qualifier

-- The sample's note belongs to its year.
UPDATE setting SET name = 'sample.note.2022' WHERE name = 'sample.note';

-- All that the figures ask of a season's records (see 0002.sql), with these.
DROP INDEX point_year_unit;
CREATE INDEX point_year_unit ON point (year, unit, place_key, deleted, duplicate_of, status, date_from, place_kind, leaders, model_level,
                                       marks, areas, attendance, attendance_qualifier, households, people, groups, pacts, pledges, rules,
                                       models, weapons, hand_ins, cost, cost_qualifier);
DROP INDEX gift_year_unit;
CREATE INDEX gift_year_unit ON gift (year, unit, deleted, duplicate_of, kind, date, marks, quantity, quantity_qualifier, value,
                                     value_qualifier, point);
DROP INDEX commendation_year_unit;
CREATE INDEX commendation_year_unit ON commendation (year, unit, deleted, duplicate_of, state, decision_date, form, recipient_kind, marks,
                                                     quantity, quantity_qualifier, point);
DROP INDEX activity_year_unit;
CREATE INDEX activity_year_unit ON activity (year, unit, deleted, duplicate_of, kind, period, date_from, marks, number, number_qualifier,
                                             participants, participants_qualifier, out_of);
