-- The border's feed: crossings that were reported and not recorded, and how far each file has come.

-- Retention: until the crossing stands in the register, and two years from the last time it was reported.
-- One for each crossing that the rules refused or whose traveller nobody knows; a human finds out why. That it
-- stands in the register by now is not written here: the table of crossings says so.
CREATE TABLE crossing_held (
    id BIGINT NOT NULL PRIMARY KEY,
    line_key TEXT NOT NULL UNIQUE,
    person BIGINT REFERENCES party (id),
    number TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    port TEXT NOT NULL,
    at BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL CHECK (times >= 1)
);
CREATE INDEX crossing_held_last ON crossing_held (last_at);

-- Retention: 90 days from its last step. Every line before `bytes` was answered, and what it asks for is durable;
-- `digest` is that of these bytes, by which a file that has changed is known.
CREATE TABLE crossing_feed (
    name TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    lines BIGINT NOT NULL,
    recorded BIGINT NOT NULL,
    known BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    unread BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    report_bytes BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX crossing_feed_moved ON crossing_feed (moved_at);
