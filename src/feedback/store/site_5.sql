-- Whether the first answer came by the promised day, decided when it was given; none: no day was promised. Those of
-- before are judged by the clock of Bosnia and Herzegovina: an hour before Greenwich, two from the last Sunday of March
-- to that of October, changing at one o'clock there.
ALTER TABLE item ADD COLUMN in_time INTEGER;
UPDATE item SET in_time = date(answered_at / 1000 + 3600 + 3600 * (
    datetime(answered_at / 1000, 'unixepoch') BETWEEN
      date(strftime('%Y-04-01', answered_at / 1000, 'unixepoch'), 'weekday 0', '-7 days') || ' 01:00:00' AND
      date(strftime('%Y-11-01', answered_at / 1000, 'unixepoch'), 'weekday 0', '-7 days') || ' 00:59:59'
  ), 'unixepoch') <= promised_on
  WHERE answered_at IS NOT NULL AND promised_on IS NOT NULL;

-- What each message counts for in the statistics; those that may be spam, stand for another or were erased count for
-- nothing.
CREATE VIEW counted AS
  SELECT id, 'category' AS what, category AS name, received_at / 86400000 AS day, 1 AS received,
         answered_at IS NOT NULL AS answered, answered_at IS NOT NULL AND promised_on IS NOT NULL AS promised,
         coalesce(in_time, 0) AS in_time, coalesce(answered_at - received_at, 0) AS waited
    FROM item WHERE state NOT IN ('quarantine', 'spam', 'merged') AND erased_at IS NULL
  UNION ALL
  SELECT id, 'street', street, received_at / 86400000, 1,
         answered_at IS NOT NULL, answered_at IS NOT NULL AND promised_on IS NOT NULL,
         coalesce(in_time, 0), coalesce(answered_at - received_at, 0)
    FROM item WHERE state NOT IN ('quarantine', 'spam', 'merged') AND erased_at IS NULL;

-- Sums of them, so that statistics read days and not messages; changed with the message, in its transaction. Triggers
-- would have each message copy the pages that it touches. A sum of nothing is no row: it would keep the street of somebody
-- who was erased.
CREATE TABLE figure (
  what     TEXT NOT NULL CHECK (what IN ('category', 'street')),
  name     TEXT NOT NULL,
  day      INTEGER NOT NULL,                      -- of receipt, since 1970 UTC
  received INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  promised INTEGER NOT NULL,                      -- answered, and a day had been promised
  in_time  INTEGER NOT NULL,                      -- answered by that day
  waited   INTEGER NOT NULL,                      -- milliseconds from receipt to answer, all together
  PRIMARY KEY (what, name, day)
) STRICT, WITHOUT ROWID;
INSERT INTO figure
  SELECT what, name, day, sum(received), sum(answered), sum(promised), sum(in_time), sum(waited)
  FROM counted GROUP BY 1, 2, 3;

-- Lists of the inbox go on behind a message, state by state. What is open is counted there too, so that an index of its
-- own is not needed.
DROP INDEX item_by_state;
CREATE INDEX item_by_state ON item (state, id, kind);
DROP INDEX item_open;

-- Sixteen bytes of a hash tell as well what was received already, and keys that are random cost by their pages. What is
-- known by its content is forgotten in the order in which it came.
UPDATE seen SET key = substr(key, 1, 16);
DROP INDEX seen_by_age;
