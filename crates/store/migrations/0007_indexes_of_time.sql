-- What is looked at every second, and what is forgotten every night, without reading whole tables.

CREATE INDEX message_not_ended ON message (state, created_at, lane) WHERE ended_at IS NULL;
CREATE INDEX message_ended ON message (ended_at, state, lane) WHERE ended_at IS NOT NULL;
CREATE INDEX message_created ON message (created_at);
CREATE INDEX message_with_body ON message (lane, ended_at) WHERE ended_at IS NOT NULL AND body <> '';
CREATE INDEX receipt_parked_arrived ON receipt_parked (arrived_at);
CREATE INDEX request_key_at ON request_key (at);
