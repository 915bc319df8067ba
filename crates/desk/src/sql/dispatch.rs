//! The statements of the dispatcher.

use super::statements;

statements! {
    /// Leases what waits, the most urgent and longest waiting first.
    CLAIM = "dispatch.message_claim",
        "UPDATE message SET state = 'sending', lease_owner = $1, lease_until = $2, attempts = attempts + 1
         WHERE id IN (SELECT id FROM message WHERE state = 'queued' AND next_attempt_at <= $3
         ORDER BY lane, next_attempt_at, id LIMIT $4 /*skip-locked*/)
         RETURNING id, destination, body, useful_until, attempts";
    /// What a dead process held.
    ENDED_LEASES = "dispatch.message_ended_leases",
        "SELECT id FROM message WHERE state = 'sending' AND lease_until < $1 ORDER BY lease_until LIMIT 500";
    /// Where a message stands.
    STANDING = "dispatch.message_standing",
        "SELECT state, attempts, (SELECT COALESCE(MAX(n), 0) FROM message_event WHERE message = message.id)
         FROM message WHERE id = $1";
    /// Where its parts stand.
    PARTS = "dispatch.message_parts",
        "SELECT n, state, link, smsc_id, concat_reference, submitted_at, answered_at, command_status,
         receipt_state, receipt_error, receipt_at
         FROM message_part WHERE message = $1 ORDER BY n";
    /// Claims the next number of a message's events.
    NEXT_EVENT = "dispatch.message_event_next",
        "INSERT INTO message_event (message, n, at, what, part, detail) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (message, n) DO NOTHING";
    /// Where a part stands now.
    WRITE_PART = "dispatch.message_part_write",
        "INSERT INTO message_part (message, n, state, link, smsc_id, concat_reference, submitted_at, answered_at,
         command_status, receipt_state, receipt_error, receipt_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (message, n) DO UPDATE SET state = excluded.state, link = excluded.link,
         smsc_id = excluded.smsc_id, concat_reference = excluded.concat_reference,
         submitted_at = excluded.submitted_at, answered_at = excluded.answered_at,
         command_status = excluded.command_status, receipt_state = excluded.receipt_state,
         receipt_error = excluded.receipt_error, receipt_at = excluded.receipt_at";
    /// Where a message stands now; nobody holds it any more.
    WRITE_MESSAGE = "dispatch.message_write",
        "UPDATE message SET state = $2, attempts = $3, next_attempt_at = $4, ended_at = $5,
         lease_owner = NULL, lease_until = NULL WHERE id = $1";
    /// The message stays leased.
    KEEP_LEASE = "dispatch.message_keep_lease",
        "UPDATE message SET attempts = $2 WHERE id = $1 AND state = 'sending'";
    /// Takes the next reference of a destination: no two long messages to one phone get the same.
    TAKE_REFERENCE = "dispatch.concat_reference_take",
        "INSERT INTO concat_reference (destination, next) VALUES ($1, 0)
         ON CONFLICT (destination) DO UPDATE SET next = (concat_reference.next + 1) % 65536 RETURNING next";
    /// The part the operator knows by an id.
    PART_BY_SMSC = "dispatch.message_part_by_smsc",
        "SELECT message, n FROM message_part WHERE link = $1 AND smsc_id = $2 ORDER BY submitted_at DESC LIMIT 1";
    /// The part that the operator may know by an id read in another base: no receipt has ended it, and it was
    /// submitted since $3 and before the receipt came at $4.
    PART_BY_CONVERTED = "dispatch.message_part_by_converted",
        "SELECT message, n FROM message_part WHERE link = $1 AND smsc_id = $2 AND state = 'submitted'
         AND submitted_at >= $3 AND submitted_at <= $4 ORDER BY submitted_at DESC LIMIT 1";
    /// The parts that are journalled and not answered.
    PARTS_SENDING = "dispatch.message_part_sending",
        "SELECT n, concat_reference FROM message_part WHERE message = $1 AND state = 'sending' ORDER BY n";
    /// Keeps a receipt that no message claims yet.
    PARK = "dispatch.receipt_parked_park",
        "INSERT INTO receipt_parked (id, link, smsc_id, smsc_id_raw, state, error, done_at, arrived_at)
         VALUES ($1, $2, $3, $4, $5, $6, NULL, $7)";
    /// The receipts that wait for an id.
    PARKED = "dispatch.receipt_parked_find",
        "SELECT id, state, error, smsc_id, arrived_at FROM receipt_parked
         WHERE link = $1 AND smsc_id = $2 AND matched_at IS NULL ORDER BY arrived_at, id";
    /// The receipts that have waited since $2 or longer, by id from after $3 on.
    PARKED_OPEN = "dispatch.receipt_parked_open",
        "SELECT id, state, error, smsc_id, arrived_at FROM receipt_parked
         WHERE link = $1 AND matched_at IS NULL AND arrived_at <= $2 AND id > $3 ORDER BY id LIMIT $4";
    /// A parked receipt has found its message.
    MATCHED = "dispatch.receipt_parked_matched",
        "UPDATE receipt_parked SET matched_at = $2 WHERE id = $1 AND matched_at IS NULL";
    /// Keeps a message from a phone.
    STORE_INBOUND = "dispatch.message_inbound_store",
        "INSERT INTO message_inbound (id, link, source, body, arrived_at) VALUES ($1, $2, $3, $4, $5)";
}
