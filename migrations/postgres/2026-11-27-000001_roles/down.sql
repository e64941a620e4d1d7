DROP TABLE member_invitations;
ALTER TABLE roles DROP COLUMN since;
ALTER TABLE roles DROP COLUMN part;
