-- A transaction that should not have been is reversed by two officers: one proposes, another decides.

-- Retention: as long as the journal. One row for each proposal; the entry it is about is never altered.
CREATE TABLE correction (
    id BIGINT NOT NULL PRIMARY KEY,
    entry BIGINT NOT NULL REFERENCES journal (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'declined')),
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    decided_by BIGINT REFERENCES account (id),
    decided_at BIGINT,
    reversal BIGINT REFERENCES journal (id),
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK ((state = 'confirmed') = (reversal IS NOT NULL)),
    CHECK (state <> 'confirmed' OR decided_by <> proposed_by)
);
CREATE UNIQUE INDEX correction_one ON correction (entry) WHERE state <> 'declined';
CREATE INDEX correction_open ON correction (proposed_at) WHERE state = 'open';
CREATE INDEX correction_reversal ON correction (reversal);

-- A fine that was waived is kept, and counts no longer from that day on.
ALTER TABLE fine ADD COLUMN waived_day BIGINT;
