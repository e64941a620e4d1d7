DELETE FROM group_releases;
DROP TABLE cell_secrets;
