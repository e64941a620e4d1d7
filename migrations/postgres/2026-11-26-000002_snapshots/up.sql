-- Rankings frozen at a number of the log, with the running hash there. Never changed, never deleted.
CREATE TABLE snapshots (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  body TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, id),
  UNIQUE (consultation_id, seq)
);
