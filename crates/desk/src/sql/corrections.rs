//! Proposals to reverse a transaction, and what was decided on them.

super::statements! {
    PROPOSE = "correction.propose", "
        INSERT INTO correction (id, entry, reason, state, proposed_by, proposed_at)
        VALUES ($1, $2, $3, 'open', $4, $5)";
    /// What was proposed of an entry and not declined, or what it decided itself.
    OF_ENTRY = "correction.of_entry", "
        SELECT c.id, c.reason, c.state, c.proposed_by, p.name_ar, p.name_en, c.proposed_at, c.decided_by,
            d.name_ar, d.name_en, j.reference, j.service, j.subject, r.reference
        FROM correction c JOIN journal j ON j.id = c.entry JOIN account p ON p.id = c.proposed_by
        LEFT JOIN account d ON d.id = c.decided_by LEFT JOIN journal r ON r.id = c.reversal
        WHERE (c.entry = $1 OR c.reversal = $1) AND c.state <> 'declined' ORDER BY c.id";
    ONE = "correction.one", "
        SELECT c.id, c.reason, c.state, c.proposed_by, p.name_ar, p.name_en, c.proposed_at, c.decided_by,
            d.name_ar, d.name_en, j.reference, j.service, j.subject, r.reference
        FROM correction c JOIN journal j ON j.id = c.entry JOIN account p ON p.id = c.proposed_by
        LEFT JOIN account d ON d.id = c.decided_by LEFT JOIN journal r ON r.id = c.reversal
        WHERE c.id = $1";
    /// What waits for a second officer, oldest first.
    WAITING = "correction.waiting", "
        SELECT c.id, c.reason, c.state, c.proposed_by, p.name_ar, p.name_en, c.proposed_at, c.decided_by,
            d.name_ar, d.name_en, j.reference, j.service, j.subject, r.reference
        FROM correction c JOIN journal j ON j.id = c.entry JOIN account p ON p.id = c.proposed_by
        LEFT JOIN account d ON d.id = c.decided_by LEFT JOIN journal r ON r.id = c.reversal
        WHERE c.state = 'open' ORDER BY c.proposed_at, c.id LIMIT $1";
    STILL_WAITING = "correction.still_waiting", "SELECT 1 FROM correction WHERE id = $1 AND state = 'open'";
    CONFIRM = "correction.confirm", "
        UPDATE correction SET state = 'confirmed', decided_by = $2, decided_at = $3, reversal = $4
        WHERE id = $1 AND state = 'open'";
    DECLINE = "correction.decline", "
        UPDATE correction SET state = 'declined', decided_by = $2, decided_at = $3
        WHERE id = $1 AND state = 'open'";
    /// How a party was reached before an entry: the last that told it whole.
    CONTACT_BEFORE = "change.contact_before", "
        SELECT change FROM change WHERE party = $1 AND journal < $2 AND what IN ('contact-set', 'party-entered')
        ORDER BY journal DESC, n DESC LIMIT 1";
}
