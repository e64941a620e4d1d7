-- What decides, with the people of a group, the noise on what is shown of it: never told to anybody.
CREATE TABLE cell_secrets (
  consultation_id TEXT NOT NULL PRIMARY KEY,
  secret BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Releases from before have exact figures: they are shown no more, and new ones are made when somebody asks.
DELETE FROM group_releases;
