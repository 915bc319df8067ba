//! What must never be found. Each statement lists the rows that break one promise.

super::statements! {
    UNBALANCED = "proof.unbalanced",
        "SELECT journal FROM posting GROUP BY journal HAVING sum(amount) <> 0 ORDER BY journal LIMIT 100";
    BALANCE_OFF = "proof.balance_off", "
        SELECT d.holder FROM deposit d LEFT JOIN posting p ON p.holder = d.holder AND p.fee = d.fee
            AND p.account = 'deposit:' || d.holder || ':' || d.fee
        GROUP BY d.holder, d.fee, d.balance HAVING d.balance <> coalesce(sum(p.amount), 0)
        ORDER BY d.holder LIMIT 100";
    DEPOSIT_MISSING = "proof.deposit_missing", "
        SELECT DISTINCT p.holder FROM posting p LEFT JOIN deposit d ON d.holder = p.holder AND d.fee = p.fee
        WHERE substr(p.account, 1, 8) = 'deposit:' AND d.holder IS NULL ORDER BY p.holder LIMIT 100";
    SENT_WITHOUT_MESSAGE = "proof.sent_without_message", "
        SELECT n.id FROM notice n LEFT JOIN message m ON m.notice = n.id
        WHERE (n.decision = 'send' AND m.id IS NULL) OR (n.decision <> 'send' AND m.id IS NOT NULL)
        ORDER BY n.id LIMIT 100";
    ENTRY_WITHOUT_KEY = "proof.entry_without_key", "
        SELECT j.id FROM journal j LEFT JOIN request_key k ON k.journal = j.id
        WHERE k.key IS NULL AND j.service <> 'register.import' AND j.at > $1 ORDER BY j.id LIMIT 100";
    /// Two live documents of which only one may be.
    TWO_WAYS_OUT = "proof.two_ways_out", "
        SELECT holder FROM document
        WHERE kind IN ('exit-reentry-single', 'exit-reentry-multiple', 'final-exit')
            AND status IN ('valid', 'in-use')
        GROUP BY holder HAVING count(*) > 1 ORDER BY holder LIMIT 100";
    /// The decisions of the journal and, each on a row of its own, the notices decided for them.
    DECISIONS_AFTER = "proof.decisions_after", "
        SELECT j.id, j.decision, n.rule, n.recipient FROM journal j LEFT JOIN notice n ON n.journal = j.id
        WHERE j.id IN (SELECT i.id FROM journal i WHERE i.id > $1 ORDER BY i.id LIMIT $2)
        ORDER BY j.id, n.id NULLS FIRST";
    CHANGES_WITHOUT_ROW = "proof.changes_without_row", "
        SELECT c.journal FROM change c LEFT JOIN document d ON d.id = c.row_id
        WHERE c.what IN ('document-issued', 'document-altered') AND d.id IS NULL
        ORDER BY c.journal LIMIT 100";
}
