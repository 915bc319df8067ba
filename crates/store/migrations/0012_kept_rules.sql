-- The rules by which requests were judged, so that any decision can be judged again by its own.

-- Retention: as long as the journal. Every state of the service files that a house was opened with, whole: `version` is
-- the hash of `files`, a JSON list of names and texts, and what the journal's entries name.
CREATE TABLE kept_rules (
    version TEXT NOT NULL PRIMARY KEY,
    files TEXT NOT NULL,
    seen_at BIGINT NOT NULL
);
