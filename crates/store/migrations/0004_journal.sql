-- What was done, by whom, on whose record, with which money, and who looked.

-- Retention: as long as the register; append only. One row for each granted request.
CREATE TABLE journal (
    id BIGINT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    service TEXT NOT NULL,
    at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'portal', 'api', 'sms', 'border', 'clock')),
    actor TEXT NOT NULL CHECK (actor IN ('officer', 'person', 'token', 'system')),
    account BIGINT REFERENCES account (id),
    person BIGINT REFERENCES party (id),
    token BIGINT REFERENCES api_token (id),
    office BIGINT REFERENCES office (id),
    asker BIGINT REFERENCES party (id),
    subject BIGINT REFERENCES party (id),
    catalogue_version TEXT NOT NULL,
    decision TEXT NOT NULL
);
CREATE INDEX journal_subject ON journal (subject, at);
CREATE INDEX journal_asker ON journal (asker, at);
CREATE INDEX journal_at ON journal (at);

-- Retention: as long as the journal. Every change to a row of the register, complete.
CREATE TABLE change (
    journal BIGINT NOT NULL REFERENCES journal (id),
    n BIGINT NOT NULL,
    what TEXT NOT NULL,
    party BIGINT REFERENCES party (id),
    row_id BIGINT NOT NULL,
    change TEXT NOT NULL,
    PRIMARY KEY (journal, n)
);
CREATE INDEX change_party ON change (party, journal);
CREATE INDEX change_row ON change (row_id, what);

-- Retention: as long as the journal. The postings of one transaction add up to zero.
CREATE TABLE posting (
    journal BIGINT NOT NULL REFERENCES journal (id),
    n BIGINT NOT NULL,
    account TEXT NOT NULL,
    holder BIGINT REFERENCES party (id),
    fee TEXT,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (journal, n)
);
CREATE INDEX posting_holder ON posting (holder, fee);

-- Retention: 90 days, after which a sender's key may be used anew.
-- The claim of a unit of work is written before its journal entry, hence checked at its end.
CREATE TABLE request_key (
    key TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    journal BIGINT NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX request_key_journal ON request_key (journal);

-- Retention: five years, then reduced to counts. Who looked at whose record, where and why.
CREATE TABLE look (
    id BIGINT NOT NULL PRIMARY KEY,
    party BIGINT NOT NULL REFERENCES party (id),
    looker TEXT NOT NULL CHECK (looker IN ('officer', 'person', 'token')),
    account BIGINT REFERENCES account (id),
    person BIGINT REFERENCES party (id),
    token BIGINT REFERENCES api_token (id),
    office BIGINT REFERENCES office (id),
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'portal', 'api', 'sms', 'border', 'clock')),
    why TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX look_party ON look (party, at);
