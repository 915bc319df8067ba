-- Exclusive ties of one subject, and one representative's ties to one establishment, never overlap in time.
-- An end that is not known is later than every day.

CREATE TRIGGER tie_no_overlap_insert BEFORE INSERT ON tie
WHEN NEW.to_day IS NULL OR NEW.from_day < NEW.to_day
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: tie_no_overlap') WHERE EXISTS (
        SELECT 1 FROM tie AS other
        WHERE other.subject = NEW.subject AND other.kind = NEW.kind AND other.id <> NEW.id
        AND (NEW.kind <> 'representation' OR other.holder = NEW.holder)
        AND (other.to_day IS NULL OR (other.from_day < other.to_day AND NEW.from_day < other.to_day))
        AND (NEW.to_day IS NULL OR other.from_day < NEW.to_day));
END;

CREATE TRIGGER tie_no_overlap_update BEFORE UPDATE ON tie
WHEN NEW.to_day IS NULL OR NEW.from_day < NEW.to_day
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: tie_no_overlap') WHERE EXISTS (
        SELECT 1 FROM tie AS other
        WHERE other.subject = NEW.subject AND other.kind = NEW.kind AND other.id <> NEW.id
        AND (NEW.kind <> 'representation' OR other.holder = NEW.holder)
        AND (other.to_day IS NULL OR (other.from_day < other.to_day AND NEW.from_day < other.to_day))
        AND (NEW.to_day IS NULL OR other.from_day < NEW.to_day));
END;
