-- oldest contract: 1
-- When whoever was notified has read it; which channels have it already, so that one that is away makes no other send
-- it again; and the text to a phone that carried it, by which the gateway's receipts find it.
ALTER TABLE notice ADD COLUMN read_at bigint;
ALTER TABLE notice ADD COLUMN taken_by text;
ALTER TABLE notice ADD COLUMN message_id text;

CREATE INDEX notice_message ON notice (message_id) WHERE message_id IS NOT NULL;
