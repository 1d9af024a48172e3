-- A number of persons that is not exact ("hơn 250"), and the last day that a total counts.
ALTER TABLE point ADD COLUMN attendance_qualifier TEXT;   -- codebook qualifier
ALTER TABLE total ADD COLUMN as_of TEXT;                  -- NULL: no day is known

-- All that the figures ask of a season's points (see 0002.sql), with these.
DROP INDEX point_year_unit;
CREATE INDEX point_year_unit ON point (year, unit, place_key, deleted, duplicate_of, status, date_from, place_kind, leaders, model_level,
                                       marks, areas, attendance, attendance_qualifier, households, people, groups, pacts, pledges, rules,
                                       models, weapons, cost);

-- Propaganda, the movement and results of the year. Begins with the columns that every record table has (see 0001.sql).
CREATE TABLE activity (
  id             INTEGER PRIMARY KEY,
  uuid           TEXT NOT NULL UNIQUE,
  unit           INTEGER NOT NULL REFERENCES unit (id),
  year           INTEGER NOT NULL,
  version        INTEGER NOT NULL,
  deleted        INTEGER NOT NULL DEFAULT 0,
  marks          TEXT NOT NULL DEFAULT '',
  waived         TEXT NOT NULL DEFAULT '',
  search         TEXT NOT NULL DEFAULT '',
  search_marked  TEXT NOT NULL DEFAULT '',
  changed_at     TEXT NOT NULL,
  kind           TEXT,                       -- codebook activity_kind
  period         TEXT,                       -- codebook activity_period: the festival, or results of the year
  name           TEXT,                       -- what it was, where it is known
  date_from      TEXT,
  date_to        TEXT,                       -- NULL: one day
  number         INTEGER,                    -- sessions, leaflets, tips … in the measure of the kind
  participants   INTEGER,                    -- those who came; persons arrested; members of models
  out_of         INTEGER,                    -- of how many: households that registered / households
  source         TEXT,                       -- source document
  note           TEXT,
  duplicate_of   INTEGER REFERENCES activity (id)   -- reported twice: not counted
) STRICT;
CREATE INDEX activity_year_unit ON activity (year, unit, deleted, duplicate_of, kind, period, date_from, marks, number, participants, out_of);
