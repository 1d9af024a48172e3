-- Sổ Ngày hội, schema 1. Frozen once released: a change is a new file 0002.sql (ARCHITECTURE.md, "The ledger file").
--
-- Texts are UTF-8 in NFC. Days are TEXT 'YYYY-MM-DD', moments TEXT 'YYYY-MM-DDThh:mm:ss.sssZ' (UTC), money INTEGER đồng.
-- A blank field is NULL. "không có" (confirmed none) and "chưa có số liệu" (not known yet) are NULL too, and named in the
-- record's column `marks` ("attendance=none;weapons=unknown"), so that a sum over the column is always the sum of real numbers.
--
--   ledger ── unit ── unit_successor          record types: season, point, total (one table each, the same head of columns)
--     │         └──── every record              └── funding (amounts by source, of points; of gifts later)
--   setting   codebook                        change ── history      draft

-- One row: whose ledger this is.
CREATE TABLE ledger (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  uuid        TEXT NOT NULL,                 -- identity of the ledger, kept in its packages
  unit        INTEGER REFERENCES unit (id),  -- the unit that owns it
  role        TEXT NOT NULL CHECK (role IN ('commune', 'province')),
  created_at  TEXT NOT NULL,
  created_by  TEXT NOT NULL,                 -- program and version
  sample      INTEGER NOT NULL DEFAULT 0     -- 1: made-up detail, marked as such on every sheet
) STRICT;

-- What is remembered for the office: letterhead, signers, recipients, window state. Name → text.
CREATE TABLE setting (
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Versions of administrative units. The id is the identity; a code or a name is not (48 of Hà Tĩnh's 69 codes named another
-- unit before).
CREATE TABLE unit (
  id          INTEGER PRIMARY KEY,
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,                 -- "Cẩm Nhượng"
  kind        TEXT NOT NULL,                 -- "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh" …
  parent      INTEGER REFERENCES unit (id),  -- of the same period
  valid_from  TEXT NOT NULL,                 -- first day
  valid_to    TEXT,                          -- last day, inclusive; NULL: in force
  position    INTEGER NOT NULL,              -- order on sheets
  typed_in    INTEGER NOT NULL DEFAULT 0,    -- 1: added by hand
  from_basis  TEXT,                          -- the act that made it
  to_basis    TEXT,                          -- the act that ended it
  note        TEXT,
  UNIQUE (code, valid_from, kind)
) STRICT;

-- Which unit went into which: one row for each pair.
CREATE TABLE unit_successor (
  from_unit   INTEGER NOT NULL REFERENCES unit (id),
  to_unit     INTEGER NOT NULL REFERENCES unit (id),
  part        INTEGER NOT NULL,              -- 0: the whole unit went there; 1: a part of it
  effective   TEXT NOT NULL,                 -- first day
  basis       TEXT,
  note        TEXT,
  PRIMARY KEY (from_unit, to_unit)
) STRICT, WITHOUT ROWID;

-- Dated choices: place kinds, levels, funding sources … A code means the same for ever; its title may change with time.
CREATE TABLE codebook (
  list          TEXT NOT NULL,               -- "place_kind"
  code          TEXT NOT NULL,               -- "thon"
  title         TEXT NOT NULL,               -- "Thôn"
  abbreviation  TEXT NOT NULL DEFAULT '',
  valid_from    TEXT NOT NULL DEFAULT '',    -- '': always
  valid_to      TEXT,                        -- last day, inclusive; NULL: in force
  position      INTEGER NOT NULL,
  attributes    TEXT NOT NULL DEFAULT '',    -- "column=residential;…": what reports and checks ask of it
  custom        INTEGER NOT NULL DEFAULT 0,  -- 1: added by the office
  PRIMARY KEY (list, code, valid_from)
) STRICT, WITHOUT ROWID;

-- Every record table begins with the same columns:
--   id, uuid    row here; identity everywhere        unit, year   whose figure, of which season
--   version     1 when made, +1 at each save         deleted      1: in the recycle bin
--   marks       blank fields that are "none" or "unknown": "field=none;field=unknown"
--   waived      warnings passed, a line each "rule: reason"
--   search      searched fields, folded (no marks); search_marked: the same with marks, tones in their agreed place
--   changed_at  moment of the last save

CREATE TABLE season (
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
  plan_number    TEXT,                       -- số kế hoạch
  plan_date      TEXT,
  plan_issuer    TEXT,
  window_from    TEXT,                       -- the weeks in which the festival is held
  window_to      TEXT,
  theme          TEXT,                       -- chủ đề
  deadline       TEXT,                       -- hạn nộp báo cáo
  note           TEXT
) STRICT;
CREATE UNIQUE INDEX season_unit_year ON season (unit, year) WHERE deleted = 0;

CREATE TABLE point (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  unit            INTEGER NOT NULL REFERENCES unit (id),
  year            INTEGER NOT NULL,
  version         INTEGER NOT NULL,
  deleted         INTEGER NOT NULL DEFAULT 0,
  marks           TEXT NOT NULL DEFAULT '',
  waived          TEXT NOT NULL DEFAULT '',
  search          TEXT NOT NULL DEFAULT '',
  search_marked   TEXT NOT NULL DEFAULT '',
  changed_at      TEXT NOT NULL,
  place           TEXT,                      -- nơi tổ chức
  place_key       BLOB,                      -- Vietnamese sort key of place
  place_kind      TEXT,                      -- codebook place_kind
  areas           INTEGER,                   -- residential areas covered
  status          TEXT,                      -- codebook point_status: planned, held, cancelled
  date_from       TEXT,
  date_to         TEXT,                      -- NULL: one day
  attendance      INTEGER,                   -- lượt người
  leaders         TEXT,                      -- codes of codebook level, "a,b": levels of which a leader attended
  central_names   TEXT,
  province_names  TEXT,
  district_names  TEXT,
  commune_names   TEXT,
  model_level     TEXT,                      -- codebook level: điểm chỉ đạo of that level
  organisers      TEXT,                      -- joint organisers
  households      INTEGER,                   -- size of the place: hộ
  people          INTEGER,                   -- nhân khẩu
  groups          INTEGER,                   -- tổ liên gia
  ceremony        TEXT,                      -- codes of codebook ceremony
  festivities     TEXT,                      -- codes of codebook festivity
  pacts           INTEGER,                   -- giao ước thi đua signed
  pact_parties    TEXT,
  pledges         INTEGER,                   -- bản cam kết
  pledge_parties  TEXT,
  rules           INTEGER,                   -- quy chế phối hợp, kế hoạch liên tịch
  rule_parties    TEXT,
  models          INTEGER,                   -- mô hình launched
  model_names     TEXT,
  weapons         INTEGER,                   -- weapons handed in
  cost            INTEGER,                   -- đồng
  source          TEXT,                      -- source document
  note            TEXT,
  duplicate_of    INTEGER REFERENCES point (id)  -- reported twice: not counted
) STRICT;
CREATE INDEX point_year_unit ON point (year, unit);
CREATE INDEX point_place_key ON point (place_key);
CREATE INDEX point_date ON point (year, date_from);

-- Totals-only figures: one a unit, year and indicator.
CREATE TABLE total (
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
  indicator      TEXT,                       -- code of an indicator of the program
  value          INTEGER,                    -- in the indicator's unit of measure; money in đồng
  qualifier      TEXT,                       -- codebook qualifier: trên, gần, hơn, khoảng
  keep           TEXT,                       -- codebook keep: where records exist too, which of the two counts
  source         TEXT,
  note           TEXT
) STRICT;
CREATE UNIQUE INDEX total_unit_year_indicator ON total (unit, year, indicator) WHERE deleted = 0;

-- Amounts by source under a record (kind "amounts"): funding of a point's cost.
CREATE TABLE funding (
  type      TEXT NOT NULL,                   -- record type of the parent: "point"
  record    INTEGER NOT NULL,                -- its id
  source    TEXT NOT NULL,                   -- codebook funding_source
  amount    INTEGER NOT NULL,                -- đồng
  position  INTEGER NOT NULL,
  PRIMARY KEY (type, record, source)
) STRICT, WITHOUT ROWID;

-- One user action, in order. Append-only; each row is chained to the one before by its hash.
CREATE TABLE change (
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  by       TEXT NOT NULL,                    -- who, as the system names the user
  action   TEXT NOT NULL,                    -- insert, update, delete, restore, undo, redo, import …
  why      TEXT NOT NULL DEFAULT '',
  undoes   INTEGER REFERENCES change (id),   -- for undo and redo: the change that is taken back
  hash     TEXT NOT NULL                     -- SHA-256 of the hash before and this change's rows
) STRICT;
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- What a change did to a record: canonical texts of the fields that changed, before and after, as JSON.
CREATE TABLE history (
  change   INTEGER NOT NULL REFERENCES change (id),
  type     TEXT NOT NULL,
  record   INTEGER NOT NULL,
  action   TEXT NOT NULL,                    -- insert, update, delete, restore
  version  INTEGER NOT NULL,                 -- the record's version after
  before   TEXT NOT NULL,                    -- '{}' for an insert
  after    TEXT NOT NULL,
  PRIMARY KEY (change, type, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_record ON history (type, record, change);

-- The open form, kept every two seconds; gone when it is saved or discarded.
CREATE TABLE draft (
  type      TEXT NOT NULL,
  uuid      TEXT NOT NULL,                   -- the record's uuid
  record    INTEGER NOT NULL,                -- its id; 0: a new one
  version   INTEGER NOT NULL,                -- the version it was opened at
  unit      INTEGER NOT NULL,
  year      INTEGER NOT NULL,
  texts     TEXT NOT NULL,                   -- JSON of canonical texts, and "~field" for what is typed but cannot be read yet
  saved_at  TEXT NOT NULL,
  PRIMARY KEY (type, uuid)
) STRICT, WITHOUT ROWID;
