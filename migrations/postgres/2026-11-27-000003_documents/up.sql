-- What members write around the votes: background, timeline, evidence, guidelines, what became of ideas. One table,
-- as all are read and changed alike; `kind` says which, `body` is JSON.
CREATE TABLE documents (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  position BIGINT NOT NULL,
  body TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, id)
);
CREATE INDEX documents_by_kind ON documents (consultation_id, kind, position);

-- Every version of those that keep them, by whom it was written.
CREATE TABLE document_versions (
  consultation_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  member_id TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, document_id, version)
);

-- What members say of a document. An answer stands under the first comment of its thread, which is what gets resolved.
CREATE TABLE comments (
  consultation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  thread_id TEXT,
  member_id TEXT NOT NULL,
  text TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  resolved_at BIGINT,
  PRIMARY KEY (consultation_id, id)
);
CREATE INDEX comments_by_document ON comments (consultation_id, document_id, id);
