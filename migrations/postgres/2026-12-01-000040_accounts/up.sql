-- A member who is disabled signs in no more, and keeps the address.
ALTER TABLE members ADD COLUMN disabled_at BIGINT;

-- A key that was followed by another verifies until its end.
ALTER TABLE signing_keys ADD COLUMN ends_at BIGINT;
