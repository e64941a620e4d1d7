-- The groups whose people a contact person invites: a choice by question, as JSON.
ALTER TABLE roles ADD COLUMN part TEXT NOT NULL DEFAULT '{}';
ALTER TABLE roles ADD COLUMN since INTEGER NOT NULL DEFAULT 0;

-- Invitations to become a member, by the hash of the token in their link: each works once and ends.
CREATE TABLE member_invitations (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  part TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (consultation_id, id),
  UNIQUE (consultation_id, email),
  UNIQUE (consultation_id, token_hash)
) STRICT, WITHOUT ROWID;
