DROP INDEX log_by_pair;
DROP INDEX log_by_participant;
CREATE UNIQUE INDEX log_by_pair ON log (consultation_id, pair_id, kind) WHERE pair_id IS NOT NULL;
CREATE INDEX log_by_participant ON log (consultation_id, participant_id, seq) WHERE participant_id IS NOT NULL;

ALTER TABLE participants RENAME TO old_participants;
CREATE TABLE participants (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  language TEXT,
  event_id TEXT,
  groups TEXT NOT NULL,
  open_pairs TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (consultation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO participants (consultation_id, id, language, event_id, groups, open_pairs, joined_at) SELECT consultation_id, id, language, event_id, groups, open_pairs, joined_at FROM old_participants;
DROP TABLE old_participants;

ALTER TABLE saved_tallies RENAME TO old_saved_tallies;
CREATE TABLE saved_tallies (
  consultation_id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO saved_tallies (consultation_id, seq, hash, body) SELECT consultation_id, seq, hash, body FROM old_saved_tallies;
DROP TABLE old_saved_tallies;

ALTER TABLE snapshots RENAME TO old_snapshots;
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
INSERT INTO snapshots (consultation_id, id, seq, hash, body, made_at) SELECT consultation_id, id, seq, hash, body, made_at FROM old_snapshots;
DROP TABLE old_snapshots;

ALTER TABLE group_releases RENAME TO old_group_releases;
CREATE TABLE group_releases (
  consultation_id TEXT NOT NULL,
  question TEXT NOT NULL,
  seq INTEGER NOT NULL,
  guard TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (consultation_id, question, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO group_releases (consultation_id, question, seq, guard, body, made_at) SELECT consultation_id, question, seq, guard, body, made_at FROM old_group_releases;
DROP TABLE old_group_releases;
