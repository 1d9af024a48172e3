-- Gifts and commendations. Each begins with the columns that every record table has (see 0001.sql).

CREATE TABLE gift (
  id                  INTEGER PRIMARY KEY,
  uuid                TEXT NOT NULL UNIQUE,
  unit                INTEGER NOT NULL REFERENCES unit (id),
  year                INTEGER NOT NULL,
  version             INTEGER NOT NULL,
  deleted             INTEGER NOT NULL DEFAULT 0,
  marks               TEXT NOT NULL DEFAULT '',
  waived              TEXT NOT NULL DEFAULT '',
  search              TEXT NOT NULL DEFAULT '',
  search_marked       TEXT NOT NULL DEFAULT '',
  changed_at          TEXT NOT NULL,
  category            TEXT,                  -- codebook recipient_category: to whom
  recipient           TEXT,                  -- name, where it is known
  kind                TEXT,                  -- codebook gift_kind, which says whether it counts as suất
  quantity            INTEGER,               -- number of suất, bicycles, houses …
  unit_value          INTEGER,               -- đồng a piece
  value               INTEGER,               -- đồng in all
  date                TEXT,
  point               INTEGER REFERENCES point (id),   -- where it was handed over
  giver               TEXT,
  source              TEXT,                  -- source document
  note                TEXT,
  duplicate_of        INTEGER REFERENCES gift (id)     -- reported twice: not counted
) STRICT;
CREATE INDEX gift_year_unit ON gift (year, unit, deleted, duplicate_of, kind, date, marks, quantity, value, point);
CREATE INDEX gift_date ON gift (year, date);
CREATE INDEX gift_point ON gift (point) WHERE point IS NOT NULL;

CREATE TABLE commendation (
  id                  INTEGER PRIMARY KEY,
  uuid                TEXT NOT NULL UNIQUE,
  unit                INTEGER NOT NULL REFERENCES unit (id),
  year                INTEGER NOT NULL,
  version             INTEGER NOT NULL,
  deleted             INTEGER NOT NULL DEFAULT 0,
  marks               TEXT NOT NULL DEFAULT '',
  waived              TEXT NOT NULL DEFAULT '',
  search              TEXT NOT NULL DEFAULT '',
  search_marked       TEXT NOT NULL DEFAULT '',
  changed_at          TEXT NOT NULL,
  form                TEXT,                  -- codebook award_form: hình thức
  authority           TEXT,                  -- codebook authority: who decided
  decision_number     TEXT,
  decision_date       TEXT,
  signer              TEXT,
  recipient_kind      TEXT,                  -- codebook recipient_kind: tập thể, cá nhân, hộ, không rõ
  honorific           TEXT,                  -- codebook honorific, of a person
  recipient           TEXT,                  -- name
  recipient_key       BLOB,                  -- Vietnamese sort key of recipient
  gender              TEXT,                  -- codebook gender
  birth_year          INTEGER,
  position            TEXT,                  -- chức vụ
  workplace           TEXT,                  -- nơi công tác, nơi ở
  quantity            INTEGER,               -- 1; more only where no name is known
  achievement         TEXT,
  state               TEXT,                  -- codebook commendation_state: proposed, decided, presented, cancelled
  presented_by        TEXT,                  -- who handed it over, often not who decided
  proposed_by         TEXT,
  bonus               INTEGER,               -- đồng, for all of the record
  point               INTEGER REFERENCES point (id),   -- where it was presented
  source              TEXT,                  -- source document
  note                TEXT,
  duplicate_of        INTEGER REFERENCES commendation (id)   -- reported twice: not counted
) STRICT;
CREATE INDEX commendation_year_unit ON commendation (year, unit, deleted, duplicate_of, state, decision_date, form, recipient_kind, marks,
                                                     quantity, point);
CREATE INDEX commendation_decision ON commendation (year, decision_number);
CREATE INDEX commendation_recipient ON commendation (recipient_key);
CREATE INDEX commendation_point ON commendation (point) WHERE point IS NOT NULL;

-- The list of points in its own order, whatever their number, is read from this index alone.
DROP INDEX point_date;
CREATE INDEX point_date ON point (year, date_from, place_key, unit, deleted);

-- Points of one name in a unit and year are found without looking at all of the unit's; and all that the figures ask of a season's
-- points stands here beside, as with gifts and commendations, so that nothing else has to be read for them.
DROP INDEX point_year_unit;
CREATE INDEX point_year_unit ON point (year, unit, place_key, deleted, duplicate_of, status, date_from, place_kind, leaders, model_level,
                                       marks, areas, attendance, households, people, pacts, pledges, rules, models, weapons, cost);
