-- Which states of a point count is data in the codebook, as with commendations.

UPDATE codebook SET attributes = CASE code WHEN 'held' THEN 'counted=1' WHEN 'planned' THEN 'counted=0' ELSE 'counted=0;answer=1' END
  WHERE list = 'point_status' AND code IN ('planned', 'held', 'cancelled') AND attributes = '';

-- The hand-in from commune to province (src/exchange).
--
--   secret    partner (keys of others)    slip      invitation ─ year
--   submission ─┬─ content (by its hash)            change ── history (type "submission")
--               └─ remark (on a record or field, of a reply)

-- One row: the seed of this ledger's keys. Backups keep it; a copy that is sent away does not have it.
CREATE TABLE secret (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  seed  BLOB NOT NULL CHECK (length (seed) = 32)
) STRICT;

-- Public keys of other ledgers: of the communes at the province, of the province at a commune. Old ones stay.
CREATE TABLE partner (
  id         INTEGER PRIMARY KEY,
  unit       INTEGER NOT NULL REFERENCES unit (id),
  sign_key   BLOB NOT NULL CHECK (length (sign_key) = 32),   -- Ed25519
  seal_key   BLOB NOT NULL CHECK (length (seal_key) = 32),   -- X25519
  since      TEXT NOT NULL,                  -- moment
  until      TEXT,                           -- moment; NULL: in use
  confirmed  TEXT NOT NULL CHECK (confirmed IN ('code', 'slip', 'key'))   -- digits compared; slip; signed by the key before
) STRICT;
CREATE UNIQUE INDEX partner_in_use ON partner (unit) WHERE until IS NULL;

-- Enrolment slips: a code a unit, typed once by the commune, that proves its first package.
CREATE TABLE slip (
  unit     INTEGER PRIMARY KEY REFERENCES unit (id),
  code     TEXT NOT NULL,                    -- 16 characters
  made_at  TEXT NOT NULL,
  used_at  TEXT                              -- at the province: of the package that it proved
) STRICT;

-- Years that the province has asked for: as it was written there, as it was read at a commune.
CREATE TABLE invitation (
  year      INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  deadline  TEXT,
  body      TEXT NOT NULL                    -- its manifest
) STRICT;

-- What is large: all records of a unit and year as text (exchange/nh-content.h) in zlib, and the sealed files that were sent.
CREATE TABLE content (
  hash    TEXT PRIMARY KEY,                  -- SHA-256, hexadecimal, of the text or the file
  packed  BLOB NOT NULL
) STRICT;

-- Packages: at the commune those sent, at the province those received. Never deleted.
CREATE TABLE submission (
  id        INTEGER PRIMARY KEY,
  side      TEXT NOT NULL CHECK (side IN ('sent', 'received')),
  unit      INTEGER NOT NULL REFERENCES unit (id),
  year      INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  hash      TEXT NOT NULL,                   -- of the manifest
  previous  TEXT NOT NULL,                   -- of the one before; '': the first
  ledger    TEXT NOT NULL,                   -- uuid of the commune's ledger
  manifest  TEXT NOT NULL,
  content   TEXT NOT NULL REFERENCES content (hash),
  file      TEXT REFERENCES content (hash),  -- sent: the sealed file, which cannot be made twice
  day       TEXT NOT NULL,                   -- sent or received on
  state     TEXT NOT NULL CHECK (state IN ('sent', 'received', 'accepted', 'returned', 'reopened', 'undone')),
  reason    TEXT NOT NULL DEFAULT '',        -- of that state
  reply     INTEGER NOT NULL DEFAULT 0,      -- sent: number of the newest reply that was read
  change    INTEGER REFERENCES change (id),  -- received: that wrote its records; NULL: they are not in the tables
  UNIQUE (side, unit, year, hash)
) STRICT;
CREATE INDEX submission_unit_year ON submission (unit, year, side, state);

-- What the province says of a record: a reason, perhaps with a proposal for a field; and the commune's answer.
CREATE TABLE remark (
  id          INTEGER PRIMARY KEY,
  submission  INTEGER NOT NULL REFERENCES submission (id),
  type        TEXT NOT NULL,
  uuid        TEXT NOT NULL,
  field       TEXT NOT NULL DEFAULT '',      -- '': the record as a whole
  old         TEXT,                          -- canonical texts of a proposal; NULL: none
  new         TEXT,
  why         TEXT NOT NULL,
  answer      TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'taken', 'declined')),
  answer_why  TEXT NOT NULL DEFAULT '',
  UNIQUE (submission, type, uuid, field)
) STRICT;
