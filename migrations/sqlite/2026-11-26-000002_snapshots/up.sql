-- Rankings frozen at a number of the log, with the running hash there. Never changed, never deleted.
CREATE TABLE snapshots (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (consultation_id, id),
  UNIQUE (consultation_id, seq)
) STRICT, WITHOUT ROWID;
