-- What was shown of the groups of a question, release by release, and what the guard must remember of each.
CREATE TABLE group_releases (
  consultation_id TEXT NOT NULL,
  question TEXT NOT NULL,
  seq BIGINT NOT NULL,
  guard TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, question, seq)
);
