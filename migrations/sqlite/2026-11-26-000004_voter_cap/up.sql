-- The most that the votes of one participant weigh together; no cap where it is empty.
ALTER TABLE consultations ADD COLUMN voter_cap INTEGER;
