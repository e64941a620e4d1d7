ALTER TABLE consultations DROP COLUMN voter_cap;
