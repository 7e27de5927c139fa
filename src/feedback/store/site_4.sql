-- The numbers on top of the inbox are counted in an index alone; its query has the words of this condition.
CREATE INDEX item_open ON item (state, promised_on, answered_at, erased_at)
  WHERE state IN ('received', 'forwarded', 'working', 'quarantine');
