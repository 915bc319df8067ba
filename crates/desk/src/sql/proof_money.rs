//! What must never be found in the books of payments. Each statement lists the rows that break one promise.

super::statements! {
    HELD_OFF = "proof.held_off", "
        SELECT d.holder FROM deposit d LEFT JOIN posting p ON p.holder = d.holder AND p.fee = d.fee
            AND p.account = 'held:' || d.holder || ':' || d.fee
        GROUP BY d.holder, d.fee, d.held HAVING d.held <> coalesce(sum(p.amount), 0)
        ORDER BY d.holder LIMIT 100";
    LOTS_OFF = "proof.lots_off", "
        SELECT d.holder FROM deposit d LEFT JOIN lot l ON l.holder = d.holder AND l.fee = d.fee
        GROUP BY d.holder, d.fee, d.balance, d.held HAVING d.balance + d.held <> coalesce(sum(l.unused), 0)
        ORDER BY d.holder LIMIT 100";
    /// Accounts of holders never owe.
    OVERDRAWN = "proof.overdrawn", "
        SELECT holder FROM posting
        WHERE account LIKE 'deposit:%' OR account LIKE 'held:%' OR account LIKE 'returning:%'
        GROUP BY account, holder HAVING sum(amount) < 0 ORDER BY holder LIMIT 100";
    /// What is on its way back, beside the refunds that are under way.
    RETURNING_OFF = "proof.returning_off", "
        SELECT t.holder FROM (
            SELECT holder, fee, amount FROM posting WHERE account LIKE 'returning:%'
            UNION ALL SELECT p.holder, p.fee, -r.amount FROM refund r JOIN payment p ON p.id = r.payment
                WHERE r.state IN ('asked', 'sent')) AS t
        GROUP BY t.holder, t.fee HAVING sum(t.amount) <> 0 ORDER BY t.holder LIMIT 100";
    /// A payment gave back more than was paid, or its entry brought in another amount.
    PAYMENT_OFF = "proof.payment_off", "
        SELECT p.id FROM payment p LEFT JOIN lot l ON l.journal = p.id AND l.holder = p.holder AND l.fee = p.fee
        WHERE l.amount IS NULL OR l.amount <> p.amount OR l.returned <> (SELECT coalesce(sum(r.amount), 0)
            FROM refund r WHERE r.payment = p.id AND r.state <> 'failed')
        ORDER BY p.id LIMIT 100";
    /// What was consumed under each code by the entries of a page, and the decisions that say so. A fine that is
    /// charged is owed and not yet paid, and one that is paid was charged before.
    CONSUMED_AFTER = "proof.consumed_after", "
        SELECT j.id, j.decision, p.fee, p.amount FROM journal j
        LEFT JOIN posting p ON p.journal = j.id
            AND (p.account = 'revenue:' || p.fee OR p.account = 'receivable:' || p.holder || ':' || p.fee)
        WHERE j.id IN (SELECT i.id FROM journal i WHERE i.id > $1 ORDER BY i.id LIMIT $2)
        ORDER BY j.id, p.n NULLS FIRST";
    /// Of a page of entries, those that issued a document.
    ISSUED_AFTER = "proof.issued_after", "
        SELECT DISTINCT c.journal FROM change c
        WHERE c.what = 'document-issued' AND c.journal > $1 AND c.journal <= $2 ORDER BY c.journal";
}
