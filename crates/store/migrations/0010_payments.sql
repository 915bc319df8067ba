-- Payments through banks, what of each is left unused, and what is on its way back to the account that paid it.
-- Days, instants and money as in 0001.

-- What is set aside for cases that are not decided yet lies beside what is ready.
ALTER TABLE deposit ADD COLUMN held BIGINT NOT NULL DEFAULT 0 CHECK (held >= 0);

-- Retention: as long as the journal; One payment as the bank told it; `id` is its journal entry.
-- `account` is the bank's own token for the account that paid, never a number of an account.
CREATE TABLE payment (
    id BIGINT NOT NULL PRIMARY KEY REFERENCES journal (id),
    bank TEXT NOT NULL CHECK (bank <> ''),
    reference TEXT NOT NULL CHECK (reference <> ''),
    account TEXT NOT NULL CHECK (account <> ''),
    holder BIGINT NOT NULL REFERENCES party (id),
    fee TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    paid_at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    CONSTRAINT payment_once UNIQUE (bank, reference)
);
CREATE INDEX payment_holder ON payment (holder, fee);
CREATE INDEX payment_day ON payment (bank, day);

-- Retention: as long as the journal. What an entry brought in, and what of it is left; the oldest is used first.
-- Over one deposit, what is left adds up to what lies ready and what is held.
CREATE TABLE lot (
    journal BIGINT NOT NULL REFERENCES journal (id),
    holder BIGINT NOT NULL REFERENCES party (id),
    fee TEXT NOT NULL,
    at BIGINT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    unused BIGINT NOT NULL CHECK (unused >= 0 AND unused <= amount),
    PRIMARY KEY (journal, holder, fee)
);
CREATE INDEX lot_open ON lot (holder, fee, at) WHERE unused > 0;

-- What lay ready before lots were kept counts as one lot, brought in by the last entry that paid in.
INSERT INTO lot (journal, holder, fee, at, amount, unused)
SELECT j.id, d.holder, d.fee, j.at, d.balance, d.balance
FROM deposit d JOIN journal j ON j.id = (SELECT max(p.journal) FROM posting p
    WHERE p.holder = d.holder AND p.fee = d.fee AND p.amount > 0)
WHERE d.balance > 0;

-- Retention: as long as the journal. What goes back to the account that paid; `id` is the entry that asked for it.
CREATE TABLE refund (
    id BIGINT NOT NULL PRIMARY KEY REFERENCES journal (id),
    payment BIGINT NOT NULL REFERENCES payment (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    state TEXT NOT NULL CHECK (state IN ('asked', 'sent', 'confirmed', 'failed')),
    asked_at BIGINT NOT NULL,
    tries BIGINT NOT NULL CHECK (tries >= 0),
    next_try BIGINT NOT NULL,
    settled_by BIGINT REFERENCES journal (id),
    day BIGINT,
    CHECK ((state IN ('confirmed', 'failed')) = (settled_by IS NOT NULL))
);
CREATE UNIQUE INDEX refund_one_under_way ON refund (payment) WHERE state IN ('asked', 'sent');
CREATE INDEX refund_under_way ON refund (next_try) WHERE state IN ('asked', 'sent');
CREATE INDEX refund_payment ON refund (payment);

-- Retention: 30 days. A payment that a bank enquired about beforehand: if it is never told, the bank is asked.
CREATE TABLE payment_expected (
    bank TEXT NOT NULL,
    reference TEXT NOT NULL,
    holder BIGINT NOT NULL REFERENCES party (id),
    fee TEXT NOT NULL,
    at BIGINT NOT NULL,
    next_ask BIGINT,
    asked BIGINT NOT NULL CHECK (asked >= 0),
    PRIMARY KEY (bank, reference)
);
CREATE INDEX payment_expected_at ON payment_expected (at);
CREATE INDEX payment_expected_next ON payment_expected (next_ask) WHERE next_ask IS NOT NULL;

-- Retention: one day. Messages of banks that were taken: none is taken twice.
CREATE TABLE bank_message (
    bank TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (bank, id)
);
CREATE INDEX bank_message_at ON bank_message (at);
