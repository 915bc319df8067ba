//! Notices and the messages that carry them.

super::statements! {
    WRITE_NOTICE = "notice.write", "
        INSERT INTO notice (id, journal, rule, recipient, about, decision, reason, lane, language, text_key,
            facts, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    QUEUE_MESSAGE = "message.queue", "
        INSERT INTO message (id, notice, recipient, lane, destination, language, body, encoding, parts, state,
            next_attempt_at, attempts, useful_until, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, 0, $11, $10)";
    NOTICES_OF_ENTRY = "notice.of_entry", "
        SELECT n.id, n.recipient, n.about, n.decision, n.reason, n.lane, n.language, n.at, m.body, m.state,
            m.parts, m.destination, n.journal
        FROM notice n LEFT JOIN message m ON m.notice = n.id
        WHERE n.journal = $1 ORDER BY n.id";
    NOTICES_TO = "notice.to_recipient", "
        SELECT n.id, n.recipient, n.about, n.decision, n.reason, n.lane, n.language, n.at, m.body, m.state,
            m.parts, m.destination, n.journal
        FROM notice n LEFT JOIN message m ON m.notice = n.id
        WHERE n.recipient = $1 ORDER BY n.at DESC, n.id DESC LIMIT $2";

    /// Messages by lane and state: those that have not ended, then those that ended since. A lane and a state
    /// may come twice.
    STANDING = "message.standing", "
        SELECT lane, state, count(*) FROM message WHERE ended_at IS NULL GROUP BY lane, state
        UNION ALL
        SELECT lane, state, count(*) FROM message WHERE ended_at >= $1 GROUP BY lane, state";
    OLDEST_WAITING = "message.oldest_waiting", "
        SELECT created_at FROM message WHERE state = 'queued' AND ended_at IS NULL
        ORDER BY created_at LIMIT 1";
    CREATED_SINCE = "message.created_since", "SELECT count(*) FROM message WHERE created_at >= $1";
    ENDED_SINCE = "message.ended_since",
        "SELECT count(*) FROM message WHERE ended_at >= $1 AND state = 'delivered'";
    /// A doubt that ended needs nobody any more.
    IN_DOUBT = "message.in_doubt", "
        SELECT id, recipient, lane, created_at FROM message WHERE state = 'in-doubt' AND ended_at IS NULL
        ORDER BY created_at LIMIT $1";

    /// The words of what ended before, in one lane.
    FORGET_BODIES = "message.forget_bodies", "
        UPDATE message SET body = '' WHERE lane = $1 AND ended_at <= $2 AND ended_at IS NOT NULL
            AND body <> ''";
    /// The words, in one lane, of what the operator had and never told the end of, and that was of no more use
    /// before.
    FORGET_OPEN_BODIES = "message.forget_open_bodies", "
        UPDATE message SET body = '' WHERE lane = $1 AND state IN ('submitted', 'in-doubt')
            AND useful_until <= $2 AND ended_at IS NULL AND body <> ''";
    FORGET_PARKED = "receipt_parked.forget", "DELETE FROM receipt_parked WHERE arrived_at < $1";
}
