-- How often something of a log was erased: erasure changes rows without a new number, and whatever a process
-- holds or saved from before it must go.
ALTER TABLE log_heads ADD COLUMN erasures INTEGER NOT NULL DEFAULT 0;

-- What a log came to at a number, so that a start need not read all of it. Only a help: it can be left out.
CREATE TABLE saved_tallies (
  consultation_id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
