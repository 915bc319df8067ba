//! The rules as they were, and what a past decision rested on.

super::statements! {
    KEEP = "kept_rules.keep", "
        INSERT INTO kept_rules (version, files, seen_at) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING";
    KEPT = "kept_rules.one", "SELECT files FROM kept_rules WHERE version = $1";
    /// The journal of some days by pages, as [`crate::transaction::transaction`] reads it.
    ENTRIES_AFTER = "rerun.entries_after", "
        SELECT id, reference, service, at, channel, actor, account, person, token, office, asker, subject,
            catalogue_version, decision
        FROM journal WHERE id > $1 AND day >= $2 AND day <= $3 ORDER BY id LIMIT $4";
    /// All that ever changed of a party, with the entries that changed it.
    CHANGES_OF_PARTY = "rerun.changes_of_party", "
        SELECT j.id, j.at, c.change FROM change c JOIN journal j ON j.id = c.journal
        WHERE c.party = $1 ORDER BY j.id, c.n";
    POSTINGS_OF_PARTY = "rerun.postings_of_party", "
        SELECT j.id, j.at, p.account, p.fee, p.amount FROM posting p JOIN journal j ON j.id = p.journal
        WHERE p.holder = $1 ORDER BY j.id, p.n";
    GRANTS_OF_PARTY = "rerun.grants_of_party",
        "SELECT id, at, day FROM journal WHERE subject = $1 AND service = $2 ORDER BY id";
    TOKEN_ACTS_FOR = "rerun.token_acts_for", "SELECT party FROM api_token WHERE id = $1";
}
