//! The journal, its changes and postings, the keys of requests, and who looked.

super::statements! {
    CLAIM_KEY = "request_key.claim", "
        INSERT INTO request_key (key, fingerprint, journal, outcome, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (key) DO NOTHING";
    KEY = "request_key.one", "SELECT fingerprint, outcome FROM request_key WHERE key = $1";
    WRITE_ENTRY = "journal.write", "
        INSERT INTO journal (id, reference, service, at, day, channel, actor, account, person, token, office,
            asker, subject, catalogue_version, decision, counter)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
            (SELECT counter FROM account WHERE id = $8))";
    WRITE_CHANGE = "change.write", "
        INSERT INTO change (journal, n, what, party, row_id, change) VALUES ($1, $2, $3, $4, $5, $6)";
    WRITE_POSTING = "posting.write", "
        INSERT INTO posting (journal, n, account, holder, fee, amount) VALUES ($1, $2, $3, $4, $5, $6)";
    BY_REFERENCE = "journal.by_reference", "
        SELECT id, reference, service, at, channel, actor, account, person, token, office, asker, subject,
            catalogue_version, decision
        FROM journal WHERE reference = $1";
    OF_SUBJECT = "journal.of_subject", "
        SELECT id, reference, service, at, channel, actor, account, person, token, office, asker, subject,
            catalogue_version, decision
        FROM journal WHERE subject = $1 ORDER BY at DESC, id DESC LIMIT $2";
    /// The last day a service was granted for a party, and not reversed later; nothing if it never was.
    LAST_GRANT = "journal.last_grant",
        "SELECT max(j.day) FROM journal j WHERE j.subject = $1 AND j.service = $2 AND NOT EXISTS
            (SELECT 1 FROM correction c WHERE c.entry = j.id AND c.state <> 'declined' AND c.state = 'confirmed')";
    OF_ACCOUNT = "journal.of_account", "
        SELECT id, reference, service, at, channel, actor, account, person, token, office, asker, subject,
            catalogue_version, decision
        FROM journal WHERE account = $1 AND at >= $2 ORDER BY at DESC, id DESC LIMIT $3";
    CHANGES_OF = "change.of_entry", "SELECT change FROM change WHERE journal = $1 ORDER BY n";
    /// The whole journal's changes in the order they were made, by pages.
    CHANGES_AFTER = "change.after",  "
        SELECT journal, n, change FROM change WHERE journal > $1 ORDER BY journal, n LIMIT $2";
    POSTINGS_OF = "posting.of_entry",
        "SELECT account, amount FROM posting WHERE journal = $1 ORDER BY n";
    /// The entry that recorded a crossing. Not by the key it was asked under: keys are forgotten, entries are
    /// not.
    ENTRY_OF_CROSSING = "journal.of_crossing", "
        SELECT j.id, j.reference, j.service, j.at, j.channel, j.actor, j.account, j.person, j.token, j.office,
            j.asker, j.subject, j.catalogue_version, j.decision
        FROM crossing c
        JOIN change h ON h.row_id = c.id AND h.what = 'crossed'
        JOIN journal j ON j.id = h.journal
        WHERE c.person = $1 AND c.at = $2 AND c.direction = $3";
    WRITE_LOOK = "look.write", "
        INSERT INTO look (id, party, looker, account, person, token, office, channel, why, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LOOKS_OF = "look.of_party", "
        SELECT l.looker, l.account, l.person, l.token, l.channel, l.why, l.at, o.name_ar, o.name_en,
            a.name_ar, a.name_en
        FROM look l LEFT JOIN office o ON o.id = l.office LEFT JOIN account a ON a.id = l.account
        WHERE l.party = $1 ORDER BY l.at DESC, l.id DESC LIMIT $2";
}
