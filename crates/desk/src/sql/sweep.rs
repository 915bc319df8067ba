//! What has fallen due, by index and in order, and how far it was swept.

/// One text for each day that counts: the documents of a kind and status whose day lies after a place and up to a
/// day, with whoever answers for their holder today.
macro_rules! due {
    ($column:literal) => {
        concat!(
            "SELECT d.id, d.holder, d.",
            $column,
            ", s.holder, p.kind, h.holder
        FROM document d
        LEFT JOIN tie s ON s.subject = d.holder AND s.kind = 'sponsorship' AND s.from_day <= $6
            AND (s.to_day IS NULL OR s.to_day > $6)
        LEFT JOIN party p ON p.id = s.holder
        LEFT JOIN tie h ON h.subject = d.holder AND h.kind = 'household' AND h.from_day <= $6
            AND (h.to_day IS NULL OR h.to_day > $6)
        WHERE d.kind = $1 AND d.status = $2 AND d.",
            $column,
            " IS NOT NULL AND d.",
            $column,
            " <= $5 AND (d.",
            $column,
            ", d.id) > ($3, $4)
        ORDER BY d.",
            $column,
            ", d.id LIMIT $7"
        )
    };
}

/// By the last day.
pub static DUE_EXPIRES: store::Statement = store::Statement::new("sweep.due_expires", due!("expires"));
/// By the last day to leave.
pub static DUE_DEPART: store::Statement = store::Statement::new("sweep.due_depart", due!("depart_by"));
/// By the last day to return.
pub static DUE_RETURN: store::Statement = store::Statement::new("sweep.due_return", due!("return_by"));

/// The statements of this page that its list cannot name.
pub static DUE: &[&store::Statement] = &[&DUE_EXPIRES, &DUE_DEPART, &DUE_RETURN];

super::statements! {
    PROGRESS = "sweep.progress", "
        SELECT service, rule, rule_from, document, begun_day, at_day, at_row, swept_to FROM sweep
        ORDER BY service, rule, rule_from, document";
    /// Two sweepers may tell of one rule: the one who got further is believed.
    ADVANCE = "sweep.advance", "
        INSERT INTO sweep (service, rule, rule_from, document, begun_day, at_day, at_row, swept_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (service, rule, rule_from, document) DO UPDATE SET
            begun_day = CASE WHEN excluded.begun_day < sweep.begun_day THEN excluded.begun_day
                ELSE sweep.begun_day END,
            at_day = excluded.at_day, at_row = excluded.at_row, swept_to = excluded.swept_to
        WHERE excluded.begun_day < sweep.begun_day
            OR (sweep.swept_to, sweep.at_day, sweep.at_row)
                < (excluded.swept_to, excluded.at_day, excluded.at_row)";
}
