-- How the words of ideas and of the question changed after they had been compared: texts as they were and as they became.
-- `subject` is an idea's id, or `question`; `seq` the row of the log that says it.
CREATE TABLE rewordings (
  consultation_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  changed DOUBLE PRECISION NOT NULL,
  comparisons BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, subject, seq)
);

-- The idea with the new meaning that took the place of this one.
ALTER TABLE ideas ADD COLUMN replaced_by TEXT;
