//! The days that an office closed, and what each counted.

super::statements! {
    SIT_AT = "account.sit_at", "UPDATE account SET counter = $2 WHERE id = $1 AND closed_at IS NULL";

    /// What an office wrote with money up to a day and no close counts yet. `at` is no later than the last close.
    OPEN_ENTRIES = "day_close.open_entries", "
        SELECT j.id, j.reference, j.service, j.counter, j.day, j.decision, p.account, p.amount
        FROM journal j JOIN posting p ON p.journal = j.id
        WHERE j.office = $1 AND j.at >= $2 AND j.day <= $3
            AND NOT EXISTS (SELECT 1 FROM day_close_entry e WHERE e.journal = j.id)
        ORDER BY j.id, p.n";
    /// The same of what a close counts.
    CLOSED_ENTRIES = "day_close.closed_entries", "
        SELECT j.id, j.reference, j.service, j.counter, j.day, j.decision, p.account, p.amount
        FROM day_close_entry e JOIN journal j ON j.id = e.journal JOIN posting p ON p.journal = j.id
        WHERE e.closed_in = $1 ORDER BY j.id, p.n";
    LAST = "day_close.last", "
        SELECT c.id, c.office, c.day, c.number, c.closed_by, a.name_ar, a.name_en, c.closed_at
        FROM day_close c JOIN account a ON a.id = c.closed_by
        WHERE c.office = $1 ORDER BY c.number DESC LIMIT $2";
    OF_DAY = "day_close.of_day", "
        SELECT c.id, c.office, c.day, c.number, c.closed_by, a.name_ar, a.name_en, c.closed_at
        FROM day_close c JOIN account a ON a.id = c.closed_by WHERE c.office = $1 AND c.day = $2";
    NUMBERED = "day_close.numbered", "
        SELECT c.id, c.office, c.day, c.number, c.closed_by, a.name_ar, a.name_en, c.closed_at
        FROM day_close c JOIN account a ON a.id = c.closed_by WHERE c.office = $1 AND c.number = $2";

    CLOSE = "day_close.close", "
        INSERT INTO day_close (id, office, day, number, closed_by, closed_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office, day) DO NOTHING";
    COUNT_ENTRIES = "day_close.count_entries", "
        INSERT INTO day_close_entry (journal, closed_in)
        SELECT j.id, CAST($1 AS BIGINT) FROM journal j
        WHERE j.office = $2 AND j.at >= $3 AND j.day <= $4
            AND NOT EXISTS (SELECT 1 FROM day_close_entry e WHERE e.journal = j.id)
            AND EXISTS (SELECT 1 FROM posting p WHERE p.journal = j.id)";
}
