-- How somebody came in (open, code, event), and a random number for the network from which they came by the open
-- link: drawn by a process, forgotten by it within a day. It tells that people came from one place, never from which.
ALTER TABLE participants ADD COLUMN way TEXT;
ALTER TABLE participants ADD COLUMN place INTEGER;
CREATE INDEX participants_by_way ON participants (consultation_id, way);
CREATE INDEX participants_by_place ON participants (consultation_id, place) WHERE place IS NOT NULL;
-- Ideas that wait are counted with each proposal.
CREATE INDEX ideas_waiting ON ideas (consultation_id, participant_id) WHERE state = 'pending';
