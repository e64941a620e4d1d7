-- Votes that were set aside with a reason, by their numbers in the log, and put back again. By whom they were chosen
-- is kept nowhere: it would outlive an erasure.
CREATE TABLE set_asides (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  back_seq BIGINT,
  reason TEXT NOT NULL,
  salt BYTEA NOT NULL,
  votes TEXT NOT NULL,
  participants BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  back_at BIGINT,
  PRIMARY KEY (consultation_id, id)
);
