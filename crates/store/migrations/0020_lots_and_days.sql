-- What of a lot went back whence it came; at which counter an officer sits; the days that an office closed.

-- What went back to whoever paid, or was on its way, and what was taken back because it never should have been booked.
-- What is neither unused nor returned was used.
ALTER TABLE lot ADD COLUMN returned BIGINT NOT NULL DEFAULT 0 CHECK (returned >= 0 AND unused + returned <= amount);
UPDATE lot SET returned = (SELECT coalesce(sum(r.amount), 0) FROM refund r
    WHERE r.payment = lot.journal AND r.state <> 'failed')
WHERE EXISTS (SELECT 1 FROM refund r WHERE r.payment = lot.journal AND r.state <> 'failed');

-- Where an officer sits now, and where they sat when they wrote an entry.
ALTER TABLE account ADD COLUMN counter BIGINT CHECK (counter > 0);
ALTER TABLE journal ADD COLUMN counter BIGINT;
CREATE INDEX journal_office ON journal (office, at) WHERE office IS NOT NULL;

-- Retention: as long as the journal. A day that an office closed: once, under the office's next number.
CREATE TABLE day_close (
    id BIGINT NOT NULL PRIMARY KEY,
    office BIGINT NOT NULL REFERENCES office (id),
    day BIGINT NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    closed_by BIGINT NOT NULL REFERENCES account (id),
    closed_at BIGINT NOT NULL,
    CONSTRAINT day_close_once UNIQUE (office, day),
    CONSTRAINT day_close_number UNIQUE (office, number)
);

-- Retention: as long as the journal. The entries with money that a close counts. Each is counted once; what is written
-- after a close is counted by the next.
CREATE TABLE day_close_entry (
    journal BIGINT NOT NULL PRIMARY KEY REFERENCES journal (id),
    closed_in BIGINT NOT NULL REFERENCES day_close (id)
);
CREATE INDEX day_close_entry_closed_in ON day_close_entry (closed_in);
