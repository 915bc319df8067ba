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
}
