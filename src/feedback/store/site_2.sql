-- What a problem is about, for the counts of open problems; how many said what was done about.
ALTER TABLE item ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE deed ADD COLUMN people INTEGER NOT NULL DEFAULT 0;
