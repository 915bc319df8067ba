-- Which kinds and states there are is said by the program's types and its service files, which grow; a word that
-- none of them knows is a fault when its row is read (ADR 0013).

ALTER TABLE document DROP CONSTRAINT document_kind_check, ADD CHECK (kind <> '');
ALTER TABLE document DROP CONSTRAINT document_status_check, ADD CHECK (status <> '');
ALTER TABLE tie DROP CONSTRAINT tie_kind_check, ADD CHECK (kind <> '');
ALTER TABLE tie DROP CONSTRAINT tie_relation_check, ADD CHECK (relation <> '');
ALTER TABLE block DROP CONSTRAINT block_kind_check, ADD CHECK (kind <> '');
ALTER TABLE fine DROP CONSTRAINT fine_kind_check, ADD CHECK (kind <> '');

ALTER TABLE person ADD COLUMN occupation TEXT COLLATE "C";

-- One live document of a kind, but for those that others report to us and those that let out (one of all these).
DROP INDEX document_one_live;
CREATE UNIQUE INDEX document_one_live ON document (holder, kind)
    WHERE kind NOT IN ('work-permit', 'health-insurance', 'exit-reentry-single', 'exit-reentry-multiple', 'final-exit')
    AND status IN ('valid', 'in-use');

-- A delegate acts for many, as a representative does.
ALTER TABLE tie DROP CONSTRAINT tie_no_overlap;
ALTER TABLE tie DROP CONSTRAINT tie_no_overlap_of_representatives;
ALTER TABLE tie ADD CONSTRAINT tie_no_overlap
    EXCLUDE USING gist (subject WITH =, kind WITH =, int8range(from_day, to_day) WITH &&)
    WHERE (kind NOT IN ('representation', 'delegation'));
ALTER TABLE tie ADD CONSTRAINT tie_no_overlap_of_representatives
    EXCLUDE USING gist (subject WITH =, kind WITH =, holder WITH =, int8range(from_day, to_day) WITH &&)
    WHERE (kind IN ('representation', 'delegation'));
