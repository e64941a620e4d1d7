-- Rooms and channels through which participants come.
CREATE TABLE events (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  zone TEXT NOT NULL,
  languages TEXT NOT NULL,
  code TEXT NOT NULL,
  revealed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (consultation_id, id)
) STRICT;

-- What people type to come in through an event: a reference table, as slugs are.
CREATE TABLE join_codes (
  code TEXT NOT NULL PRIMARY KEY,
  consultation_id TEXT NOT NULL,
  event_id TEXT NOT NULL
) STRICT;

-- What an invitation says of those who come by it: a choice by question, and an event. One that is a link has a code
-- that works again and again.
ALTER TABLE invitations ADD COLUMN groups TEXT NOT NULL DEFAULT '{}';
ALTER TABLE invitations ADD COLUMN event_id TEXT;
ALTER TABLE invitations ADD COLUMN link INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invitations ADD COLUMN member_id TEXT;

-- By which invitation somebody came, if it was made for five or more: never by which of its codes.
ALTER TABLE participants ADD COLUMN invitation_id TEXT;
CREATE INDEX participants_by_event ON participants (consultation_id, event_id) WHERE event_id IS NOT NULL;
CREATE INDEX participants_by_invitation ON participants (consultation_id, invitation_id) WHERE invitation_id IS NOT NULL;
