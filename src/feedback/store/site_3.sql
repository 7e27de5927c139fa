-- Messages past their promise are looked for at every post.
CREATE INDEX item_late ON item (promised_on)
  WHERE promised_on IS NOT NULL AND answered_at IS NULL AND state IN ('received', 'forwarded', 'working');
-- Who answers an invitation again is found by a hash under a key of the server; erased with the person.
ALTER TABLE item ADD COLUMN answerer BLOB;
CREATE INDEX item_by_answerer ON item (answerer) WHERE answerer IS NOT NULL;
-- Contents that are taken for retries, by their item.
CREATE INDEX seen_by_item ON seen (item) WHERE expires IS NOT NULL;
