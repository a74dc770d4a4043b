-- oldest contract: 1
-- Whether anything names a document, so that what nobody ever used can go. Rows of before, and rows that an older
-- program adds, count as named.
ALTER TABLE document ADD COLUMN named_at bigint DEFAULT 0;

CREATE INDEX document_owner ON document (owner_account_id, uploaded_at DESC, id DESC);
CREATE INDEX document_unnamed ON document (uploaded_at) WHERE named_at IS NULL;
CREATE INDEX document_content ON document (sha256);
