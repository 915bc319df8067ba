-- Which kinds and states there are is said by the program's types and its service files, which grow; a word that
-- none of them knows is a fault when its row is read (ADR 0013). SQLite alters no CHECK, so the text of the schema
-- is edited as its manual describes; the index made at the end tells every other connection to read it anew.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    ' CHECK (kind IN (''passport'', ''residence-permit'', ''work-permit'', ''health-insurance'',
        ''exit-reentry-single'', ''exit-reentry-multiple'', ''final-exit''))', ' CHECK (kind <> '''')'),
    ' CHECK (status IN (''valid'', ''in-use'', ''used'', ''cancelled'', ''lapsed'', ''closed''))',
    ' CHECK (status <> '''')')
    WHERE type = 'table' AND name = 'document';
UPDATE sqlite_schema SET sql = replace(replace(sql,
    ' CHECK (kind IN (''sponsorship'', ''household'', ''guardianship'', ''representation''))',
    ' CHECK (kind <> '''')'),
    ' CHECK (relation IN (''wife'', ''husband'', ''son'', ''daughter'', ''parent''))', ' CHECK (relation <> '''')')
    WHERE type = 'table' AND name = 'tie';
UPDATE sqlite_schema SET sql = replace(sql,
    ' CHECK (kind IN (''traffic-fines'', ''absence-report'', ''security-note'',
        ''fingerprint-missing'', ''vehicle-registered'', ''death''))', ' CHECK (kind <> '''')')
    WHERE type = 'table' AND name = 'block';
UPDATE sqlite_schema SET sql = replace(sql,
    ' CHECK (kind IN (''late-renewal'', ''final-exit-expired''))', ' CHECK (kind <> '''')')
    WHERE type = 'table' AND name = 'fine';
PRAGMA writable_schema = RESET;

ALTER TABLE person ADD COLUMN occupation TEXT;

-- One live document of a kind, but for those that others report to us and those that let out (one of all these).
DROP INDEX document_one_live;
CREATE UNIQUE INDEX document_one_live ON document (holder, kind)
    WHERE kind NOT IN ('work-permit', 'health-insurance', 'exit-reentry-single', 'exit-reentry-multiple', 'final-exit')
    AND status IN ('valid', 'in-use');

-- A delegate acts for many, as a representative does.
DROP TRIGGER tie_no_overlap_insert;
CREATE TRIGGER tie_no_overlap_insert BEFORE INSERT ON tie
WHEN NEW.to_day IS NULL OR NEW.from_day < NEW.to_day
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: tie_no_overlap') WHERE EXISTS (
        SELECT 1 FROM tie AS other
        WHERE other.subject = NEW.subject AND other.kind = NEW.kind AND other.id <> NEW.id
        AND (NEW.kind NOT IN ('representation', 'delegation') OR other.holder = NEW.holder)
        AND (other.to_day IS NULL OR (other.from_day < other.to_day AND NEW.from_day < other.to_day))
        AND (NEW.to_day IS NULL OR other.from_day < NEW.to_day));
END;
DROP TRIGGER tie_no_overlap_update;
CREATE TRIGGER tie_no_overlap_update BEFORE UPDATE ON tie
WHEN NEW.to_day IS NULL OR NEW.from_day < NEW.to_day
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: tie_no_overlap') WHERE EXISTS (
        SELECT 1 FROM tie AS other
        WHERE other.subject = NEW.subject AND other.kind = NEW.kind AND other.id <> NEW.id
        AND (NEW.kind NOT IN ('representation', 'delegation') OR other.holder = NEW.holder)
        AND (other.to_day IS NULL OR (other.from_day < other.to_day AND NEW.from_day < other.to_day))
        AND (NEW.to_day IS NULL OR other.from_day < NEW.to_day));
END;
