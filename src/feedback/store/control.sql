-- What all sites share: secrets, known forms, people, sessions, audit. Moments are milliseconds since 1970 UTC.

CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every version of a form that was ever served: pages kept by browsers stay valid.
CREATE TABLE form (
  site    TEXT NOT NULL,
  id      TEXT NOT NULL,
  version TEXT NOT NULL,
  locale  TEXT NOT NULL,
  form    TEXT NOT NULL,                          -- JSON
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (site, id, version, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  email       TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  password    TEXT NOT NULL DEFAULT '',           -- Argon2id, PHC string; empty: mailed links only
  created_at  INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;

CREATE TABLE role (
  user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  site TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'reader')),
  PRIMARY KEY (user, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  hash       BLOB PRIMARY KEY,                    -- of the cookie's value
  user       INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE login_link (
  hash       BLOB PRIMARY KEY,                    -- of the link's secret
  user       INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT, WITHOUT ROWID;

-- Tokens with which a site's build fetches its published answers.
CREATE TABLE token (
  hash       BLOB PRIMARY KEY,
  site       TEXT NOT NULL,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

-- What a site's people decided: templates of answers, quiet hours, who is told.
CREATE TABLE setting (
  site  TEXT NOT NULL,
  name  TEXT NOT NULL,
  value TEXT NOT NULL,                            -- JSON
  PRIMARY KEY (site, name)
) STRICT, WITHOUT ROWID;

-- Who did what; rows are only added.
CREATE TABLE audit (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  user   INTEGER,
  site   TEXT NOT NULL DEFAULT '',
  action TEXT NOT NULL,
  item   TEXT NOT NULL DEFAULT '',                -- a reference
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX audit_by_site ON audit (site, id);
