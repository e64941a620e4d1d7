DROP INDEX participants_by_invitation;
DROP INDEX participants_by_event;
ALTER TABLE participants DROP COLUMN invitation_id;
ALTER TABLE invitations DROP COLUMN member_id;
ALTER TABLE invitations DROP COLUMN link;
ALTER TABLE invitations DROP COLUMN event_id;
ALTER TABLE invitations DROP COLUMN groups;
DROP TABLE join_codes;
DROP TABLE events;
