-- Votes that were set aside with a reason, by their numbers in the log, and put back again. By whom they were chosen
-- is kept nowhere: it would outlive an erasure.
CREATE TABLE set_asides (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  back_seq INTEGER,
  reason TEXT NOT NULL,
  salt BLOB NOT NULL,
  votes TEXT NOT NULL,
  participants INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  back_at INTEGER,
  PRIMARY KEY (consultation_id, id)
) STRICT;
