-- What was done is not undone: entries, their changes and postings are added and never altered.

CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: journal_is_append_only');
END;

CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: journal_is_append_only');
END;

CREATE TRIGGER change_is_append_only_update BEFORE UPDATE ON change
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: change_is_append_only');
END;

CREATE TRIGGER change_is_append_only_delete BEFORE DELETE ON change
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: change_is_append_only');
END;

CREATE TRIGGER posting_is_append_only_update BEFORE UPDATE ON posting
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: posting_is_append_only');
END;

CREATE TRIGGER posting_is_append_only_delete BEFORE DELETE ON posting
BEGIN
    SELECT RAISE(ABORT, 'constraint failed: posting_is_append_only');
END;
