DROP TABLE group_releases;
