-- The file of one site. Moments are milliseconds since 1970 UTC, days are ISO 8601. One file a site, so no
-- query can reach another site's rows.

CREATE TABLE item (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order in which items were committed, never used again
  reference   TEXT NOT NULL UNIQUE,               -- nine symbols without dashes
  form        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  version     TEXT NOT NULL,
  locale      TEXT NOT NULL,
  source      TEXT NOT NULL CHECK (source IN ('online', 'phone', 'paper', 'in_person')),
  received_at INTEGER NOT NULL,
  promised_on TEXT,                               -- decided once, when it was received
  keep_until  TEXT NOT NULL,                      -- after this day it is deleted
  state       TEXT NOT NULL CHECK (state IN ('quarantine', 'received', 'forwarded', 'working', 'answered',
                                             'resolved', 'closed', 'spam', 'merged')),
  state_at    INTEGER NOT NULL,
  reason      TEXT NOT NULL DEFAULT '',           -- in the volunteers' words; shown with the state
  doubt       TEXT NOT NULL DEFAULT '',           -- why it went into quarantine
  merged_into INTEGER REFERENCES item (id),
  answered_at INTEGER,                            -- of the first answer, for the measured promise
  about       TEXT NOT NULL DEFAULT '',           -- the address of the page that it is about
  street      TEXT NOT NULL DEFAULT '',
  supports    INTEGER NOT NULL DEFAULT 0,
  answers     TEXT NOT NULL,                      -- JSON: [[field, answer], …], without the person
  erased_at   INTEGER                             -- the person had it deleted: only the reference is left
) STRICT;
CREATE INDEX item_by_state ON item (state, id);
CREATE INDEX item_by_day ON item (keep_until);

-- Who wrote, sealed apart from the text: to read it is an action of its own.
CREATE TABLE person (
  item  INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
  name  TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT ''
) STRICT;

-- Photos, by the name of their file in the site's folder.
CREATE TABLE photo (
  item     INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  file     TEXT NOT NULL UNIQUE,
  length   INTEGER NOT NULL,
  PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;

-- What happened to an item, in order: what the person added, notes, answers, states.
CREATE TABLE entry (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  item    INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  at      INTEGER NOT NULL,
  user    INTEGER,                                -- of control.db; none: the person who wrote
  kind    TEXT NOT NULL CHECK (kind IN ('added', 'reopened', 'note', 'answer', 'state', 'forwarded', 'merged')),
  text    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX entry_by_item ON entry (item, id);

-- The moderator's edited copy, apart from the original. This is all that a site ever shows of an item.
CREATE TABLE publication (
  item         INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
  question     TEXT NOT NULL,
  answer       TEXT NOT NULL,
  signed       TEXT NOT NULL DEFAULT '',          -- by which name the answer is signed
  locale       TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;

-- "You said, we did": what was done about what many said.
CREATE TABLE deed (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  project      TEXT NOT NULL DEFAULT '',
  said         TEXT NOT NULL,
  did          TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;

-- Advisory votes: without moment, address or reference. The network is an HMAC under a key of one day,
-- destroyed after 48 hours.
CREATE TABLE ballot (
  id      INTEGER PRIMARY KEY,
  form    TEXT NOT NULL,
  choices TEXT NOT NULL,                          -- JSON: [value, …]
  source  TEXT NOT NULL CHECK (source IN ('online', 'phone', 'paper', 'in_person')),
  network BLOB,
  damped  INTEGER NOT NULL DEFAULT 0              -- too many from one network: kept, not counted
) STRICT;
CREATE INDEX ballot_by_form ON ballot (form, network);

-- What was received already: a retry finds the same item.
CREATE TABLE seen (
  key     BLOB PRIMARY KEY,
  item    INTEGER REFERENCES item (id) ON DELETE CASCADE,  -- none: a ballot
  expires INTEGER                                           -- none: as long as the item
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_age ON seen (expires);

-- Who joined an item, so that one network does it once a day.
CREATE TABLE support (
  item    INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  network BLOB NOT NULL,
  PRIMARY KEY (item, network)
) STRICT, WITHOUT ROWID;

-- Notices to send, written in the transaction of what they tell.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT NOT NULL,
  item       INTEGER REFERENCES item (id) ON DELETE CASCADE,
  payload    TEXT NOT NULL DEFAULT '{}',          -- JSON
  message_id TEXT NOT NULL UNIQUE,                -- the same at each attempt
  written_at INTEGER NOT NULL,
  next_at    INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')),
  error      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_waiting ON outbox (state, next_at);

-- Words of texts that volunteers called spam or not, without script and diacritics.
CREATE TABLE word (
  word TEXT PRIMARY KEY,
  spam INTEGER NOT NULL DEFAULT 0,
  ham  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What the inbox searches: the text without script and diacritics; the row is the item's.
CREATE VIRTUAL TABLE search USING fts5 (text, content = '', contentless_delete = 1);
