-- The register: the residential areas, agencies, enterprises and schools of a unit, year by year. Begins with the columns that every record
-- table has (see 0001.sql).
CREATE TABLE body (
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
  kind           TEXT,                       -- codebook body_kind
  name           TEXT,
  name_key       BLOB,                       -- Vietnamese sort key of name
  state          TEXT,                       -- codebook body_state: registered, recognised …; NULL: not said
  registered_on  TEXT,
  decision       TEXT,                       -- number of the decision that recognises it, or does not
  decision_date  TEXT,
  households     INTEGER,
  people         INTEGER,
  source         TEXT,                       -- source document
  note           TEXT
) STRICT;
CREATE INDEX body_year_unit ON body (year, unit, deleted, kind, state);
CREATE INDEX body_name_key ON body (name_key);

-- Whether a unit, or a body of it, meets a criterion of a programme, and the evidence. The result is worked out, never stored.
CREATE TABLE assessment (
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
  criterion      TEXT,                       -- codebook criterion, which says of which programme it is
  body           INTEGER REFERENCES body (id),   -- NULL: the unit itself
  result         TEXT,                       -- codebook verdict
  evidence       TEXT,                       -- the document
  evidence_date  TEXT,
  note           TEXT
) STRICT;
CREATE INDEX assessment_year_unit ON assessment (year, unit, deleted, criterion, body, result);
CREATE INDEX assessment_body ON assessment (body) WHERE body IS NOT NULL;
