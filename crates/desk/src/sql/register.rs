//! Parties and what hangs on them.

super::statements! {
    /// A party, whole. The columns are those of [`crate::rows::party`].
    PARTY = "party.one", "
        SELECT p.id, p.kind, p.version, p.mobile, p.language, p.wants_crossings, i.number,
            s.ar_first, s.ar_father, s.ar_grandfather, s.ar_family,
            s.latin_first, s.latin_father, s.latin_grandfather, s.latin_family,
            s.sex, s.birth_written, s.nationality, s.presence, s.crossed_at, s.occupation, e.name_ar, e.name_latin
        FROM party p JOIN identifier i ON i.party = p.id AND i.is_current = 1
        LEFT JOIN person s ON s.party = p.id LEFT JOIN establishment e ON e.party = p.id
        WHERE p.id = $1";
    /// Who holds a tie over a party on a day.
    HOLDERS = "party.holders", "
        SELECT p.id, p.kind, p.version, p.mobile, p.language, p.wants_crossings, i.number,
            s.ar_first, s.ar_father, s.ar_grandfather, s.ar_family,
            s.latin_first, s.latin_father, s.latin_grandfather, s.latin_family,
            s.sex, s.birth_written, s.nationality, s.presence, s.crossed_at, s.occupation, e.name_ar, e.name_latin
        FROM party p JOIN identifier i ON i.party = p.id AND i.is_current = 1
        LEFT JOIN person s ON s.party = p.id LEFT JOIN establishment e ON e.party = p.id
        WHERE p.id IN (SELECT t.holder FROM tie t WHERE t.subject = $1 AND t.from_day <= $2
            AND (t.to_day IS NULL OR t.to_day > $2))
        ORDER BY p.id";
    /// Who holds a tie of one kind over a party on a day.
    HOLDER_OF_KIND = "party.holder_of_kind", "
        SELECT holder FROM tie WHERE subject = $1 AND kind = $2 AND from_day <= $3
            AND (to_day IS NULL OR to_day > $3)";
    /// Those a party holds ties of a kind over on a day, by id, from after one id on.
    SUBJECTS = "party.subjects", "
        SELECT p.id, p.kind, p.version, p.mobile, p.language, p.wants_crossings, i.number,
            s.ar_first, s.ar_father, s.ar_grandfather, s.ar_family,
            s.latin_first, s.latin_father, s.latin_grandfather, s.latin_family,
            s.sex, s.birth_written, s.nationality, s.presence, s.crossed_at, s.occupation, e.name_ar, e.name_latin
        FROM tie t JOIN party p ON p.id = t.subject
        JOIN identifier i ON i.party = p.id AND i.is_current = 1
        LEFT JOIN person s ON s.party = p.id LEFT JOIN establishment e ON e.party = p.id
        WHERE t.holder = $1 AND t.kind = $2 AND t.from_day <= $3
            AND (t.to_day IS NULL OR t.to_day > $3) AND t.subject > $4
        ORDER BY t.subject LIMIT $5";
    /// How many a party holds ties of each kind over on a day.
    SUBJECT_COUNTS = "party.subject_counts", "
        SELECT kind, count(*) FROM tie
        WHERE holder = $1 AND from_day <= $2 AND (to_day IS NULL OR to_day > $2)
        GROUP BY kind ORDER BY kind";
    /// The establishments a person represents on a day, and the persons whose delegate they are.
    REPRESENTED = "party.represented", "
        SELECT p.id, p.kind, p.version, p.mobile, p.language, p.wants_crossings, i.number,
            s.ar_first, s.ar_father, s.ar_grandfather, s.ar_family,
            s.latin_first, s.latin_father, s.latin_grandfather, s.latin_family,
            s.sex, s.birth_written, s.nationality, s.presence, s.crossed_at, s.occupation, e.name_ar, e.name_latin
        FROM tie t JOIN party p ON p.id = t.holder
        JOIN identifier i ON i.party = p.id AND i.is_current = 1
        LEFT JOIN person s ON s.party = p.id LEFT JOIN establishment e ON e.party = p.id
        WHERE t.subject = $1 AND t.kind IN ('representation', 'delegation') AND t.from_day <= $2
            AND (t.to_day IS NULL OR t.to_day > $2)
        ORDER BY p.id";
    /// Whom a number names: an identifier, past or present.
    BY_NUMBER = "party.by_number", "SELECT party FROM identifier WHERE number = $1";
    /// Whom a document's number names.
    BY_DOCUMENT = "party.by_document",
        "SELECT DISTINCT holder FROM document WHERE number = $1 ORDER BY holder LIMIT 20";
    /// Whom a name begins, first or last.
    BY_NAME = "party.by_name", "
        SELECT DISTINCT party FROM name_key WHERE key >= $1 AND key < $2 ORDER BY party LIMIT $3";
    /// The residents whose mobile this is.
    BY_MOBILE = "party.by_mobile", "SELECT id FROM party WHERE mobile = $1 ORDER BY id LIMIT 20";

    TIES_OF = "tie.of_subject", "
        SELECT id, kind, holder, subject, relation, from_day, to_day FROM tie
        WHERE subject = $1 ORDER BY from_day, id";
    /// The ties of a kind a party holds on a day, by their subjects, as [`SUBJECTS`] pages them.
    TIES_HELD = "tie.held", "
        SELECT id, kind, holder, subject, relation, from_day, to_day FROM tie
        WHERE holder = $1 AND kind = $2 AND from_day <= $3 AND (to_day IS NULL OR to_day > $3)
            AND subject > $4
        ORDER BY subject LIMIT $5";
    /// The transfers open on a day in which a party is the worker, the new sponsor or the sponsor.
    MATTERS = "tie.matters", "
        SELECT id, kind, holder, subject, relation, from_day, to_day FROM (
            SELECT t.id, t.kind, t.holder, t.subject, t.relation, t.from_day, t.to_day FROM tie t
            WHERE t.subject = $1 AND t.kind IN ('transfer-offer', 'transfer-acceptance')
                AND t.from_day <= $2 AND t.to_day > $2
            UNION SELECT t.id, t.kind, t.holder, t.subject, t.relation, t.from_day, t.to_day FROM tie t
            WHERE t.holder = $1 AND t.kind IN ('transfer-offer', 'transfer-acceptance')
                AND t.from_day <= $2 AND t.to_day > $2
            UNION SELECT t.id, t.kind, t.holder, t.subject, t.relation, t.from_day, t.to_day
            FROM tie s JOIN tie t ON t.subject = s.subject
            WHERE s.holder = $1 AND s.kind = 'sponsorship' AND s.from_day <= $2
                AND (s.to_day IS NULL OR s.to_day > $2)
                AND t.kind IN ('transfer-offer', 'transfer-acceptance')
                AND t.from_day <= $2 AND t.to_day > $2
        ) AS matter ORDER BY to_day, id LIMIT $3";
    /// The tie on which a person acts for an establishment, or for another person, on a day.
    ACTING = "tie.acting", "
        SELECT id, kind, holder, subject, relation, from_day, to_day FROM tie
        WHERE subject = $1 AND holder = $2 AND kind IN ('representation', 'delegation') AND from_day <= $3
            AND (to_day IS NULL OR to_day > $3) ORDER BY id LIMIT 1";
    /// The ties by which a party, or one it acts for, answers for another on a day.
    ANSWERS_FOR = "tie.answers_for", "
        SELECT t.kind FROM tie t
        WHERE t.subject = $2 AND t.kind NOT IN ('representation', 'delegation') AND t.from_day <= $3
            AND (t.to_day IS NULL OR t.to_day > $3)
            AND (t.holder = $1 OR t.holder IN (SELECT r.holder FROM tie r
                WHERE r.subject = $1 AND r.kind IN ('representation', 'delegation') AND r.from_day <= $3
                    AND (r.to_day IS NULL OR r.to_day > $3)))
        UNION SELECT r.kind FROM tie r
        WHERE r.subject = $1 AND r.holder = $2 AND r.kind IN ('representation', 'delegation') AND r.from_day <= $3
            AND (r.to_day IS NULL OR r.to_day > $3)
        ORDER BY kind";
    DOCUMENTS_OF = "document.of_holder", "
        SELECT id, holder, kind, number, issued, term, expires_written, status, expires, depart_by, return_by
        FROM document WHERE holder = $1 ORDER BY id";
    DOCUMENT = "document.one", "
        SELECT id, holder, kind, number, issued, term, expires_written, status, expires, depart_by, return_by
        FROM document WHERE id = $1";
    BLOCKS_OF = "block.of_party",
        "SELECT id, party, kind, amount, from_day, to_day FROM block WHERE party = $1 ORDER BY id";
    FINES_OF = "fine.of_party",
        "SELECT id, party, kind, amount, on_day FROM fine WHERE party = $1 AND waived_day IS NULL ORDER BY id";
    DEPOSITS_OF = "deposit.of_holder",
        "SELECT fee, balance FROM deposit WHERE holder = $1 ORDER BY fee";
    CROSSINGS_OF = "crossing.of_person", "
        SELECT id, person, direction, port, at, document FROM crossing WHERE person = $1
        ORDER BY at DESC, id DESC LIMIT $2";

    // What a unit of work rests on.
    STILL_AT_VERSION = "party.still_at_version", "SELECT 1 FROM party WHERE id = $1 AND version = $2";
    STILL_ACTING = "tie.still_acting", "
        SELECT 1 FROM tie WHERE id = $1 AND (to_day IS NULL OR to_day > $2)";
    STILL_DEPOSITED = "deposit.still_deposited",
        "SELECT 1 FROM deposit WHERE holder = $1 AND fee = $2 AND balance >= $3";

    // What a unit of work writes.
    BUMP_VERSION = "party.bump_version", "UPDATE party SET version = version + 1 WHERE id = $1";
    ENTER_PARTY = "party.enter", "
        INSERT INTO party (id, kind, version, mobile, language, wants_crossings)
        VALUES ($1, $2, 1, $3, $4, $5)";
    ENTER_PERSON = "person.enter", "
        INSERT INTO person (party, ar_first, ar_father, ar_grandfather, ar_family, latin_first, latin_father,
            latin_grandfather, latin_family, sex, birth_day, birth_written, nationality, presence, crossed_at,
            occupation)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    ENTER_ESTABLISHMENT = "establishment.enter",
        "INSERT INTO establishment (party, name_ar, name_latin) VALUES ($1, $2, $3)";
    ENTER_IDENTIFIER = "identifier.enter", "
        INSERT INTO identifier (number, kind, party, is_current, given_at) VALUES ($1, $2, $3, 1, $4)";
    ENTER_NAME_KEY = "name_key.enter", "INSERT INTO name_key (key, party) VALUES ($1, $2)";
    ISSUE_DOCUMENT = "document.issue", "
        INSERT INTO document (id, holder, kind, number, issued, term, expires_written, status, expires,
            depart_by, return_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    ALTER_DOCUMENT = "document.alter", "
        UPDATE document SET status = $2, expires = $3, depart_by = $4, return_by = $5
        WHERE id = $1 AND status = $6 AND expires = $7
            AND depart_by IS NOT DISTINCT FROM $8 AND return_by IS NOT DISTINCT FROM $9";
    BEGIN_TIE = "tie.begin", "
        INSERT INTO tie (id, kind, holder, subject, relation, from_day, to_day)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    END_TIE = "tie.end", "UPDATE tie SET to_day = $2 WHERE id = $1";
    RAISE_BLOCK = "block.raise", "
        INSERT INTO block (id, party, kind, amount, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6)";
    LIFT_BLOCK = "block.lift", "UPDATE block SET to_day = $2 WHERE id = $1";
    CHARGE_FINE = "fine.charge",
        "INSERT INTO fine (id, party, kind, amount, on_day) VALUES ($1, $2, $3, $4, $5)";
    WAIVE_FINE = "fine.waive", "UPDATE fine SET waived_day = $2 WHERE id = $1 AND waived_day IS NULL";
    WRITE_CROSSING = "crossing.write", "
        INSERT INTO crossing (id, person, direction, port, at, document) VALUES ($1, $2, $3, $4, $5, $6)";
    MOVE_PRESENCE = "person.move_presence",
        "UPDATE person SET presence = $2, crossed_at = $3 WHERE party = $1";
    CORRECT_PERSON = "person.correct", "
        UPDATE person SET ar_first = $2, ar_father = $3, ar_grandfather = $4, ar_family = $5, latin_first = $6,
            latin_father = $7, latin_grandfather = $8, latin_family = $9, occupation = $10
        WHERE party = $1 AND ar_first = $11 AND ar_father = $12 AND ar_grandfather = $13 AND ar_family = $14
            AND latin_first = $15 AND latin_father = $16 AND latin_grandfather = $17 AND latin_family = $18
            AND occupation IS NOT DISTINCT FROM $19";
    FORGET_NAME_KEY = "name_key.forget", "DELETE FROM name_key WHERE key = $1 AND party = $2";
    SUPERSEDE_IDENTIFIER = "identifier.supersede",
        "UPDATE identifier SET is_current = 0 WHERE number = $1 AND party = $2 AND is_current = 1";
    SET_KIND = "party.set_kind", "UPDATE party SET kind = $2 WHERE id = $1";
    SET_CONTACT = "party.set_contact",
        "UPDATE party SET mobile = $2, language = $3, wants_crossings = $4 WHERE id = $1";
    PAY_IN = "deposit.pay_in", "
        INSERT INTO deposit (holder, fee, balance) VALUES ($1, $2, $3)
        ON CONFLICT (holder, fee) DO UPDATE SET balance = deposit.balance + excluded.balance";
    TAKE_OUT = "deposit.take_out",
        "UPDATE deposit SET balance = balance - $3 WHERE holder = $1 AND fee = $2 AND balance >= $3";
}
