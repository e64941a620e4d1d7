ALTER TABLE signing_keys DROP COLUMN ends_at;
ALTER TABLE members DROP COLUMN disabled_at;
