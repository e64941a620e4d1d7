DROP TABLE saved_tallies;
ALTER TABLE log_heads DROP COLUMN erasures;
