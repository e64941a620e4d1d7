-- Portable columns: ids TEXT (a prefix and a UUIDv7), time BIGINT (microseconds UTC), JSON as TEXT.
-- Every table of a consultation leads its keys with the consultation's id; the small reference tables stand first.

CREATE TABLE signing_keys (
  id TEXT NOT NULL PRIMARY KEY,
  secret BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE members (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  admin BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  removed_at BIGINT
);

CREATE TABLE sessions (
  token_hash BYTEA NOT NULL PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE api_keys (
  id TEXT NOT NULL PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  token_hash BYTEA NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  removed_at BIGINT
);

CREATE TABLE feedback (
  id TEXT NOT NULL PRIMARY KEY,
  page TEXT NOT NULL,
  text TEXT NOT NULL,
  reply_to TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE slugs (
  slug TEXT NOT NULL PRIMARY KEY,
  consultation_id TEXT NOT NULL
);

-- Codes that work once, by their hash: who has the table can't join with it, and a used code does not say who used it.
CREATE TABLE codes (
  code_hash BYTEA NOT NULL PRIMARY KEY,
  consultation_id TEXT NOT NULL,
  invitation_id TEXT NOT NULL,
  used BOOLEAN NOT NULL
);

CREATE TABLE consultations (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL,
  state TEXT NOT NULL,
  question TEXT NOT NULL,
  intro TEXT NOT NULL,
  owner TEXT NOT NULL,
  languages TEXT NOT NULL,
  results TEXT NOT NULL,
  strategy TEXT NOT NULL,
  entry TEXT NOT NULL,
  opens_at BIGINT,
  closes_at BIGINT,
  zone TEXT NOT NULL,
  round_pairs INTEGER NOT NULL,
  minimum_comparisons INTEGER NOT NULL,
  retention_days INTEGER,
  simulated BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE roles (
  consultation_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (consultation_id, member_id)
);
CREATE INDEX roles_by_member ON roles (member_id);

CREATE TABLE invitations (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  codes INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, id)
);
CREATE INDEX codes_by_invitation ON codes (consultation_id, invitation_id);

CREATE TABLE ideas (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  texts TEXT NOT NULL,
  linked_to TEXT,
  participant_id TEXT,
  member_id TEXT,
  reason TEXT,
  salt BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  PRIMARY KEY (consultation_id, id)
);
CREATE INDEX ideas_by_participant ON ideas (consultation_id, participant_id, id) WHERE participant_id IS NOT NULL;

-- The same idea by case, spaces or Unicode form is there once: this key holds it.
CREATE TABLE idea_keys (
  consultation_id TEXT NOT NULL,
  lang TEXT NOT NULL,
  same_key TEXT NOT NULL,
  idea_id TEXT NOT NULL,
  PRIMARY KEY (consultation_id, lang, same_key)
);
CREATE INDEX idea_keys_by_idea ON idea_keys (consultation_id, idea_id);

-- Questions with fixed choices that participants answer about themselves.
CREATE TABLE group_questions (
  consultation_id TEXT NOT NULL,
  key TEXT NOT NULL,
  position INTEGER NOT NULL,
  question TEXT NOT NULL,
  choices TEXT NOT NULL,
  PRIMARY KEY (consultation_id, key)
);

CREATE TABLE participants (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  language TEXT,
  event_id TEXT,
  groups TEXT NOT NULL,
  open_pairs TEXT NOT NULL,
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, id)
);

-- The log. Rows are never changed but for erasure, which clears the columns from pair_id on.
CREATE TABLE log (
  consultation_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  left_idea TEXT,
  right_idea TEXT,
  outcome TEXT,
  counted BOOLEAN,
  weight DOUBLE PRECISION,
  supersedes BIGINT,
  body TEXT,
  commitment BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  pair_id TEXT,
  participant_id TEXT,
  member_id TEXT,
  event_id TEXT,
  strategy TEXT,
  reason TEXT,
  response_ms BIGINT,
  time BIGINT,
  salt BYTEA,
  PRIMARY KEY (consultation_id, seq)
);
CREATE UNIQUE INDEX log_by_pair ON log (consultation_id, pair_id, kind) WHERE pair_id IS NOT NULL;
CREATE INDEX log_by_participant ON log (consultation_id, participant_id, seq) WHERE participant_id IS NOT NULL;

CREATE TABLE log_heads (
  consultation_id TEXT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash BYTEA NOT NULL
);
