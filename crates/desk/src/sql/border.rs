//! Many cases in one read, travellers by many numbers, what the border's feed holds back and how far it has come.

/// So many values in a list: [`crate::border::TOGETHER`].
macro_rules! each {
    () => {
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
         $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)"
    };
}

super::statements! {
    /// The statements of a dossier, for many parties; each row names its party in the column that
    /// [`crate::load`] groups them by.
    PARTIES = "party.many", concat!("
        SELECT p.id, p.kind, p.version, p.mobile, p.language, p.wants_crossings, i.number,
            s.ar_first, s.ar_father, s.ar_grandfather, s.ar_family,
            s.latin_first, s.latin_father, s.latin_grandfather, s.latin_family,
            s.sex, s.birth_written, s.nationality, s.presence, s.crossed_at, s.occupation, e.name_ar, e.name_latin
        FROM party p JOIN identifier i ON i.party = p.id AND i.is_current = 1
        LEFT JOIN person s ON s.party = p.id LEFT JOIN establishment e ON e.party = p.id
        WHERE p.id IN ", each!());
    TIES = "tie.of_many", concat!("
        SELECT id, kind, holder, subject, relation, from_day, to_day FROM tie
        WHERE subject IN ", each!(), " ORDER BY subject, from_day, id");
    DOCUMENTS = "document.of_many", concat!("
        SELECT id, holder, kind, number, issued, term, expires_written, status, expires, depart_by, return_by
        FROM document WHERE holder IN ", each!(), " ORDER BY id");
    BLOCKS = "block.of_many", concat!("
        SELECT id, party, kind, amount, from_day, to_day FROM block
        WHERE party IN ", each!(), " ORDER BY id");
    FINES = "fine.of_many", concat!("
        SELECT id, party, kind, amount, on_day FROM fine WHERE party IN ", each!(), " ORDER BY id");
    DEPOSITS = "deposit.of_many", concat!("
        SELECT fee, balance, holder FROM deposit WHERE holder IN ", each!(), " ORDER BY holder, fee");
    /// The holders of ties over many parties on a day; the columns of a party, then whose holder it is.
    HOLDERS = "party.holders_of_many", concat!("
        SELECT p.id, p.kind, p.version, p.mobile, p.language, p.wants_crossings, i.number,
            s.ar_first, s.ar_father, s.ar_grandfather, s.ar_family,
            s.latin_first, s.latin_father, s.latin_grandfather, s.latin_family,
            s.sex, s.birth_written, s.nationality, s.presence, s.crossed_at, s.occupation, e.name_ar, e.name_latin,
            t.subject
        FROM tie t JOIN party p ON p.id = t.holder
        JOIN identifier i ON i.party = p.id AND i.is_current = 1
        LEFT JOIN person s ON s.party = p.id LEFT JOIN establishment e ON e.party = p.id
        WHERE t.subject IN ", each!(), " AND t.from_day <= $33 AND (t.to_day IS NULL OR t.to_day > $33)
        ORDER BY t.subject, p.id");
    KEYS = "request_key.many", concat!("
        SELECT key, fingerprint, outcome FROM request_key WHERE key IN ", each!());

    /// Whom identifiers name, past or present ones.
    BY_NUMBERS = "party.by_numbers", concat!("
        SELECT number, party FROM identifier WHERE number IN ", each!());
    /// Whom the numbers of live passports name.
    BY_PASSPORTS = "party.by_passports", concat!("
        SELECT DISTINCT number, holder FROM document
        WHERE kind = 'passport' AND status IN ('valid', 'in-use') AND number IN ", each!(), "
        ORDER BY number, holder");

    HOLD = "crossing_held.hold", "
        INSERT INTO crossing_held (id, line_key, person, number, direction, port, at, reasons, first_at, last_at,
            times)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1)
        ON CONFLICT (line_key) DO UPDATE SET person = excluded.person, reasons = excluded.reasons,
            last_at = excluded.last_at, times = crossing_held.times + 1";
    /// Those held that are not in the register yet, from after one id on.
    HELD = "crossing_held.open", "
        SELECT h.id, h.person, h.number, h.direction, h.port, h.at, h.reasons, h.first_at, h.last_at, h.times
        FROM crossing_held h
        WHERE h.id > $1 AND NOT EXISTS (SELECT 1 FROM crossing c
            WHERE c.at = h.at AND c.direction = h.direction AND c.person = coalesce(h.person,
                (SELECT i.party FROM identifier i WHERE i.number = h.number)))
        ORDER BY h.id LIMIT $2";
    /// What was recorded after all, long ago.
    FORGET_HELD = "crossing_held.forget", "
        DELETE FROM crossing_held WHERE last_at < $1 AND person IS NOT NULL AND EXISTS (SELECT 1 FROM crossing c
            WHERE c.person = crossing_held.person AND c.at = crossing_held.at
                AND c.direction = crossing_held.direction)";

    PROGRESS = "crossing_feed.one", "
        SELECT digest, bytes, lines, recorded, known, refused, unread, reasons, report_bytes, ended_at
        FROM crossing_feed WHERE name = $1";
    MOVE_ON = "crossing_feed.move_on", "
        INSERT INTO crossing_feed (name, digest, bytes, lines, recorded, known, refused, unread, reasons,
            report_bytes, moved_at, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, bytes = excluded.bytes,
            lines = excluded.lines, recorded = excluded.recorded, known = excluded.known,
            refused = excluded.refused, unread = excluded.unread, reasons = excluded.reasons,
            report_bytes = excluded.report_bytes, moved_at = excluded.moved_at, ended_at = excluded.ended_at";
    FORGET_PROGRESS = "crossing_feed.forget", "DELETE FROM crossing_feed WHERE moved_at < $1";
}
