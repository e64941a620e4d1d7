ALTER TABLE ideas DROP COLUMN replaced_by;
DROP TABLE rewordings;
