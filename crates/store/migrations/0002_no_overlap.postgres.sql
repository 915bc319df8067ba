-- Exclusive ties of one subject, and one representative's ties to one establishment, never overlap in time.
-- An end that is not known is later than every day.

CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE tie ADD CONSTRAINT tie_no_overlap
    EXCLUDE USING gist (subject WITH =, kind WITH =, int8range(from_day, to_day) WITH &&)
    WHERE (kind <> 'representation');
ALTER TABLE tie ADD CONSTRAINT tie_no_overlap_of_representatives
    EXCLUDE USING gist (subject WITH =, holder WITH =, int8range(from_day, to_day) WITH &&)
    WHERE (kind = 'representation');
