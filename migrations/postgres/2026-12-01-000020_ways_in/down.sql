DROP INDEX ideas_waiting;
DROP INDEX participants_by_place;
DROP INDEX participants_by_way;
ALTER TABLE participants DROP COLUMN place;
ALTER TABLE participants DROP COLUMN way;
