//! Payments through banks, lots, and what goes back.

super::statements! {
    /// A payment of a party by what people call its entry, with what is left of it and what is on its way back.
    NAMED = "payment.named", "
        SELECT p.id, p.fee, p.amount, l.unused, r.id, r.amount
        FROM journal j JOIN payment p ON p.id = j.id
        JOIN lot l ON l.journal = p.id AND l.holder = p.holder AND l.fee = p.fee
        LEFT JOIN refund r ON r.payment = p.id AND r.state IN ('asked', 'sent')
        WHERE j.reference = $1 AND p.holder = $2";
    /// A payment by the bank's own reference.
    AT_BANK = "payment.at_bank", "
        SELECT p.id, p.bank, p.reference, p.account, p.holder, p.fee, p.amount, p.paid_at, j.reference, l.unused
        FROM payment p JOIN journal j ON j.id = p.id
        JOIN lot l ON l.journal = p.id AND l.holder = p.holder AND l.fee = p.fee
        WHERE p.bank = $1 AND p.reference = $2";
    /// The payments for a party, newest first.
    OF_HOLDER = "payment.of_holder", "
        SELECT p.id, p.bank, p.reference, p.account, p.holder, p.fee, p.amount, p.paid_at, j.reference, l.unused
        FROM payment p JOIN journal j ON j.id = p.id
        JOIN lot l ON l.journal = p.id AND l.holder = p.holder AND l.fee = p.fee
        WHERE p.holder = $1 ORDER BY p.paid_at DESC, p.id DESC LIMIT $2";
    /// The payments of a bank that were booked on a day.
    OF_DAY = "payment.of_day", "
        SELECT p.id, p.bank, p.reference, p.account, p.holder, p.fee, p.amount, p.paid_at, j.reference, l.unused
        FROM payment p JOIN journal j ON j.id = p.id
        JOIN lot l ON l.journal = p.id AND l.holder = p.holder AND l.fee = p.fee
        WHERE p.bank = $1 AND p.day = $2 ORDER BY p.id";
    /// The refunds of a payment, newest first.
    REFUNDS_OF = "refund.of_payment", "
        SELECT r.id, r.amount, r.state, r.asked_at, j.reference
        FROM refund r JOIN journal j ON j.id = r.id WHERE r.payment = $1 ORDER BY r.asked_at DESC, r.id DESC";
    /// The refunds of a bank that arrived on a day.
    REFUNDS_OF_DAY = "refund.of_day", "
        SELECT p.reference, r.amount FROM payment p JOIN refund r ON r.payment = p.id
        WHERE p.bank = $1 AND r.day = $2 AND r.state = 'confirmed' ORDER BY r.id";
    /// Refunds whose bank must hear or be asked now.
    REFUNDS_DUE = "refund.due", "
        SELECT r.id, r.state, r.tries, r.amount, p.bank, p.reference, p.account, j.reference
        FROM refund r JOIN payment p ON p.id = r.payment JOIN journal j ON j.id = r.id
        WHERE r.state IN ('asked', 'sent') AND r.next_try <= $1 ORDER BY r.next_try LIMIT $2";
    /// Enquiries after which no payment was told.
    EXPECTED_DUE = "payment_expected.due", "
        SELECT bank, reference, asked FROM payment_expected
        WHERE next_ask IS NOT NULL AND next_ask <= $1 ORDER BY next_ask LIMIT $2";
    HOLDER_OF_EXPECTED = "payment_expected.one",
        "SELECT holder, fee FROM payment_expected WHERE bank = $1 AND reference = $2";

    /// What lay ready for a party, over all codes, before a day.
    OPENING = "statement.opening", "
        SELECT CAST(coalesce(sum(p.amount), 0) AS BIGINT) FROM posting p JOIN journal j ON j.id = p.journal
        WHERE p.holder = $1 AND p.account LIKE 'deposit:%' AND j.day < $2";
    /// The same up to a line of the statement, that line too.
    OPENING_AFTER = "statement.opening_after", "
        SELECT CAST(coalesce(sum(p.amount), 0) AS BIGINT) FROM posting p JOIN journal j ON j.id = p.journal
        WHERE p.holder = $1 AND p.account LIKE 'deposit:%' AND (j.at, j.id, p.n) <= ($2, $3, $4)";
    /// What came to and went from what lies ready for a party, from one day to another, after a line.
    STATEMENT = "statement.lines", "
        SELECT j.at, j.reference, j.service, p.fee, p.amount, j.id, p.n
        FROM posting p JOIN journal j ON j.id = p.journal
        WHERE p.holder = $1 AND p.account LIKE 'deposit:%' AND j.day >= $2 AND j.day <= $3
            AND (j.at, j.id, p.n) > ($4, $5, $6)
        ORDER BY j.at, j.id, p.n LIMIT $7";
    /// What is on its way back to whoever paid, by code.
    GOING_BACK = "statement.going_back", "
        SELECT p.fee, CAST(sum(r.amount) AS BIGINT) FROM payment p JOIN refund r ON r.payment = p.id
        WHERE p.holder = $1 AND r.state IN ('asked', 'sent') GROUP BY p.fee ORDER BY p.fee";
    /// What was charged and is not paid, by code.
    OWED = "statement.owed", "
        SELECT fee, CAST(-sum(amount) AS BIGINT) FROM posting
        WHERE holder = $1 AND account LIKE 'receivable:%' GROUP BY fee HAVING sum(amount) < 0 ORDER BY fee";
    /// What lies under the numbers of those that a party sponsors, or is the head of, today: by kind and code.
    BALANCES_UNDER = "statement.balances_under", "
        SELECT t.kind, d.fee, CAST(sum(d.balance) AS BIGINT), CAST(sum(d.held) AS BIGINT), count(*)
        FROM tie t JOIN deposit d ON d.holder = t.subject
        WHERE t.holder = $1 AND t.kind IN ('sponsorship', 'household') AND t.from_day <= $2
            AND (t.to_day IS NULL OR t.to_day > $2) AND (d.balance > 0 OR d.held > 0)
        GROUP BY t.kind, d.fee ORDER BY t.kind, d.fee";
    BALANCES = "statement.balances", "
        SELECT fee, balance, held FROM deposit WHERE holder = $1 AND (balance > 0 OR held > 0) ORDER BY fee";

    // What a unit of work rests on.
    STILL_UNUSED = "lot.still_unused", "
        SELECT 1 FROM lot WHERE journal = $1 AND holder = $2 AND fee = $3 AND unused = $4";
    STILL_UNDER_WAY = "refund.still_under_way",
        "SELECT 1 FROM refund WHERE id = $1 AND state IN ('asked', 'sent')";
    STILL_HELD = "deposit.still_held",
        "SELECT 1 FROM deposit WHERE holder = $1 AND fee = $2 AND held >= $3";

    // What a unit of work writes.
    WRITE_PAYMENT = "payment.write", "
        INSERT INTO payment (id, bank, reference, account, holder, fee, amount, paid_at, day)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    WRITE_LOT = "lot.write", "
        INSERT INTO lot (journal, holder, fee, at, amount, unused) VALUES ($1, $2, $3, $4, $5, $5)";
    /// Uses up so much of what is left, the oldest first.
    USE_LOTS = "lot.use", "
        UPDATE lot SET unused = lot.unused - drawn.part FROM (
            SELECT journal AS entry, CASE WHEN upto - unused >= $3 THEN 0
                WHEN upto > $3 THEN $3 - (upto - unused) ELSE unused END AS part
            FROM (SELECT journal, unused, CAST(sum(unused) OVER (ORDER BY at, journal) AS BIGINT) AS upto
                FROM lot WHERE holder = $1 AND fee = $2 AND unused > 0) AS ordered
        ) AS drawn
        WHERE lot.journal = drawn.entry AND lot.holder = $1 AND lot.fee = $2 AND lot.unused > 0 AND drawn.part > 0";
    /// What is on its way back leaves its lot, or comes back into it.
    MOVE_LOT = "lot.move", "
        UPDATE lot SET unused = unused + $4, returned = returned - $4
        WHERE journal = $1 AND holder = $2 AND fee = $3";
    /// What was used and is not used after all lies in its lots again, the newest first: those are left as if it had
    /// never been used, for the oldest were used first.
    GIVE_BACK_LOTS = "lot.give_back", "
        UPDATE lot SET unused = lot.unused + drawn.part FROM (
            SELECT journal AS entry, CASE WHEN upto - used >= $3 THEN 0
                WHEN upto > $3 THEN $3 - (upto - used) ELSE used END AS part
            FROM (SELECT journal, amount - unused - returned AS used,
                    CAST(sum(amount - unused - returned) OVER (ORDER BY at DESC, journal DESC) AS BIGINT) AS upto
                FROM lot WHERE holder = $1 AND fee = $2 AND amount > unused + returned) AS ordered
        ) AS drawn
        WHERE lot.journal = drawn.entry AND lot.holder = $1 AND lot.fee = $2 AND drawn.part > 0";
    /// What was used before lots were kept came from none of them: it lies in one of its own.
    GIVE_BACK_UNKNOWN = "lot.give_back_unknown", "
        INSERT INTO lot (journal, holder, fee, at, amount, unused)
        SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS BIGINT), t.rest, t.rest
        FROM (SELECT CAST($5 AS BIGINT) - CAST(coalesce(sum(amount - unused - returned), 0) AS BIGINT) AS rest
            FROM lot WHERE holder = $2 AND fee = $3) AS t
        WHERE t.rest > 0";
    /// Of what an entry brought in and does not bring in after all, others pay for what was used, the oldest first.
    USE_OTHER_LOTS = "lot.use_others", "
        UPDATE lot SET unused = lot.unused - drawn.part FROM (
            SELECT o.journal AS entry, CASE WHEN o.upto - o.unused >= n.more THEN 0
                WHEN o.upto > n.more THEN n.more - (o.upto - o.unused) ELSE o.unused END AS part
            FROM (SELECT journal, unused, CAST(sum(unused) OVER (ORDER BY at, journal) AS BIGINT) AS upto
                FROM lot WHERE holder = $1 AND fee = $2 AND unused > 0 AND journal NOT IN
                    (SELECT id FROM journal WHERE reference = $4)) AS o
            CROSS JOIN (SELECT CAST($3 AS BIGINT) - CAST(coalesce(sum(CASE WHEN unused > $3 THEN $3 ELSE unused END), 0)
                    AS BIGINT) AS more
                FROM lot WHERE holder = $1 AND fee = $2 AND journal IN
                    (SELECT id FROM journal WHERE reference = $4)) AS n
        ) AS drawn
        WHERE lot.journal = drawn.entry AND lot.holder = $1 AND lot.fee = $2 AND lot.unused > 0 AND drawn.part > 0";
    /// The lot of that entry is empty, and nothing of it was used.
    TAKE_BACK_LOT = "lot.take_back", "
        UPDATE lot SET unused = CASE WHEN unused > $3 THEN unused - $3 ELSE 0 END,
            returned = CASE WHEN amount - returned > $3 THEN returned + $3 ELSE amount END
        WHERE holder = $1 AND fee = $2 AND journal IN (SELECT id FROM journal WHERE reference = $4)";
    /// What is held grows by so much; below zero it shrinks.
    MOVE_HELD = "deposit.move_held", "
        UPDATE deposit SET held = held + $3 WHERE holder = $1 AND fee = $2";
    WRITE_REFUND = "refund.write", "
        INSERT INTO refund (id, payment, amount, state, asked_at, tries, next_try)
        VALUES ($1, $2, $3, 'asked', $4, 0, $4)";
    SETTLE_REFUND = "refund.settle", "
        UPDATE refund SET state = $2, settled_by = $3, day = $4 WHERE id = $1 AND state IN ('asked', 'sent')";

    // What is written beside them.
    TRIED_REFUND = "refund.tried", "
        UPDATE refund SET state = $2, tries = tries + 1, next_try = $3
        WHERE id = $1 AND tries = $4 AND state IN ('asked', 'sent')";
    EXPECT = "payment_expected.write", "
        INSERT INTO payment_expected (bank, reference, holder, fee, at, next_ask, asked)
        VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (bank, reference) DO NOTHING";
    ASK_AGAIN = "payment_expected.ask_again", "
        UPDATE payment_expected SET asked = asked + 1, next_ask = $3 WHERE bank = $1 AND reference = $2";
    EXPECTATION_MET = "payment_expected.met",
        "UPDATE payment_expected SET next_ask = NULL WHERE bank = $1 AND reference = $2";
    SEE_MESSAGE = "bank_message.see", "
        INSERT INTO bank_message (bank, id, at) VALUES ($1, $2, $3) ON CONFLICT (bank, id) DO NOTHING";
    FORGET_MESSAGES = "bank_message.forget", "DELETE FROM bank_message WHERE at < $1";
    FORGET_EXPECTED = "payment_expected.forget", "DELETE FROM payment_expected WHERE at < $1";
}
