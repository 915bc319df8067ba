//! One message with its life, what went to and came from a number, and what waits by lane.

super::statements! {
    /// Can be answered only where the schema is as this program needs it: its newest table is read.
    ANSWERS = "schema.answers", "SELECT count(*) FROM concat_reference WHERE destination = ''";
    MESSAGE = "message.one", "
        SELECT m.id, m.recipient, m.lane, m.language, m.body, m.encoding, m.parts, m.state, m.attempts,
            m.useful_until, m.created_at, m.destination, j.reference
        FROM message m LEFT JOIN notice n ON n.id = m.notice LEFT JOIN journal j ON j.id = n.journal
        WHERE m.id = $1";
    EVENTS_OF = "message_event.of_message",
        "SELECT at, what, part, detail FROM message_event WHERE message = $1 ORDER BY n LIMIT 200";
    SENT_TO = "message.sent_to", "
        SELECT id, recipient, body, state FROM message WHERE destination = $1
        ORDER BY created_at DESC, id DESC LIMIT $2";
    CAME_FROM = "message_inbound.from", "
        SELECT body, arrived_at FROM message_inbound WHERE source = $1 ORDER BY arrived_at DESC, id DESC LIMIT $2";
    WAITING_BY_LANE = "message.waiting_by_lane",
        "SELECT lane, count(*), min(created_at) FROM message WHERE state = 'queued' GROUP BY lane ORDER BY lane";
}
