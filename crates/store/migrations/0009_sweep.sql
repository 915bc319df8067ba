-- What the clock looks for, by index: its cost follows what is due, and not the register.

CREATE INDEX document_due_expires ON document (kind, status, expires, id);
CREATE INDEX document_due_depart ON document (kind, status, depart_by, id) WHERE depart_by IS NOT NULL;
CREATE INDEX document_due_return ON document (kind, status, return_by, id) WHERE return_by IS NOT NULL;

-- Retention: as long as its rule; one row for each kind of document a due rule looks at.
-- How far it was swept: from documents whose day is `begun_day`; all days up to `swept_to`; of the day after that, the
-- documents up to `at_day` and, on it, up to the row `at_row`.
CREATE TABLE sweep (
    service TEXT NOT NULL,
    rule TEXT NOT NULL,
    rule_from BIGINT NOT NULL,
    document TEXT NOT NULL,
    begun_day BIGINT NOT NULL,
    at_day BIGINT NOT NULL,
    at_row BIGINT NOT NULL,
    swept_to BIGINT NOT NULL,
    PRIMARY KEY (service, rule, rule_from, document)
);
