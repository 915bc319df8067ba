-- What people were told, and how far each text message has come.

-- Retention: the decision as long as the journal; `facts` two years.
-- One for each recipient who must be told: sent, or suppressed with a reason.
CREATE TABLE notice (
    id BIGINT NOT NULL PRIMARY KEY,
    journal BIGINT NOT NULL REFERENCES journal (id),
    rule TEXT NOT NULL,
    recipient BIGINT NOT NULL REFERENCES party (id),
    about BIGINT NOT NULL REFERENCES party (id),
    decision TEXT NOT NULL CHECK (decision IN ('send', 'suppressed')),
    reason TEXT,
    lane TEXT NOT NULL CHECK (lane IN ('code', 'record-change', 'reminder')),
    language TEXT NOT NULL CHECK (language IN ('ar', 'en')),
    text_key TEXT NOT NULL,
    facts TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT notice_once UNIQUE (journal, rule, recipient),
    CHECK ((decision = 'suppressed') = (reason IS NOT NULL))
);
CREATE INDEX notice_recipient ON notice (recipient, at);
CREATE INDEX notice_about ON notice (about, at);

-- Retention: `body` 90 days after its end, of a code until its end; the row two years.
-- A message for a notice has the notice's id; a sign-in code has no notice, for it changes nothing.
-- Lanes sort by their names from the most urgent on: code, record-change, reminder.
CREATE TABLE message (
    id BIGINT NOT NULL PRIMARY KEY,
    notice BIGINT UNIQUE REFERENCES notice (id),
    recipient BIGINT NOT NULL REFERENCES party (id),
    lane TEXT NOT NULL CHECK (lane IN ('code', 'record-change', 'reminder')),
    destination TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('ar', 'en')),
    body TEXT NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('gsm7', 'ucs2')),
    parts BIGINT NOT NULL CHECK (parts >= 1),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'submitted', 'in-doubt', 'delivered',
        'undeliverable', 'rejected', 'expired')),
    next_attempt_at BIGINT NOT NULL,
    lease_owner TEXT,
    lease_until BIGINT,
    attempts BIGINT NOT NULL CHECK (attempts >= 0),
    useful_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK (notice IS NULL OR notice = id)
);
CREATE INDEX message_due ON message (lane, next_attempt_at, id) WHERE state = 'queued';
CREATE INDEX message_leased ON message (lease_until) WHERE state = 'sending';
CREATE INDEX message_open ON message (state, created_at)
    WHERE state IN ('queued', 'sending', 'submitted', 'in-doubt');
CREATE INDEX message_recipient ON message (recipient, created_at);
CREATE INDEX message_destination ON message (destination, created_at);

-- Retention: as its message. One segment as it is put on the wire.
CREATE TABLE message_part (
    message BIGINT NOT NULL REFERENCES message (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'submitted', 'in-doubt', 'delivered',
        'undeliverable', 'rejected', 'expired')),
    link TEXT,
    smsc_id TEXT,
    concat_reference BIGINT CHECK (concat_reference BETWEEN 0 AND 65535),
    submitted_at BIGINT,
    answered_at BIGINT,
    command_status BIGINT,
    receipt_state TEXT,
    receipt_error TEXT,
    receipt_at BIGINT,
    PRIMARY KEY (message, n)
);
CREATE INDEX message_part_smsc ON message_part (link, smsc_id);

-- Retention: as its message. What befell a message, in order.
CREATE TABLE message_event (
    message BIGINT NOT NULL REFERENCES message (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    part BIGINT,
    detail TEXT,
    PRIMARY KEY (message, n)
);

-- Retention: 7 days. Receipts that came before the answer they belong to.
CREATE TABLE receipt_parked (
    id BIGINT NOT NULL PRIMARY KEY,
    link TEXT NOT NULL,
    smsc_id TEXT NOT NULL,
    smsc_id_raw TEXT NOT NULL,
    state TEXT NOT NULL,
    error TEXT,
    done_at BIGINT,
    arrived_at BIGINT NOT NULL,
    matched_at BIGINT
);
CREATE INDEX receipt_parked_open ON receipt_parked (link, smsc_id) WHERE matched_at IS NULL;

-- Retention: two years; messages that people sent to us.
CREATE TABLE message_inbound (
    id BIGINT NOT NULL PRIMARY KEY,
    link TEXT NOT NULL,
    source TEXT NOT NULL,
    body TEXT NOT NULL,
    arrived_at BIGINT NOT NULL
);
CREATE INDEX message_inbound_source ON message_inbound (source, arrived_at);

-- Retention: one row for each destination. The next 16-bit reference by which a handset joins segments.
CREATE TABLE concat_reference (
    destination TEXT NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL CHECK (next BETWEEN 0 AND 65535)
);
