//! The people of the house, sessions, codes, tokens and the supply of ids.

super::statements! {
    TAKE_IDS = "id_supply.take", "UPDATE id_supply SET next = next + $1 WHERE one = 1 RETURNING next";

    OPEN_OFFICE = "office.open", "
        INSERT INTO office (id, name_ar, name_en, address_ar, address_en) VALUES ($1, $2, $3, $4, $5)";
    OFFICE = "office.one",
        "SELECT id, name_ar, name_en, address_ar, address_en FROM office WHERE id = $1";
    OFFICES = "office.all",
        "SELECT id, name_ar, name_en, address_ar, address_en FROM office ORDER BY id";

    OPEN_ACCOUNT = "account.open", "
        INSERT INTO account (id, login, password_hash, totp_secret, totp_last_step, role, office, name_ar,
            name_en, rank_ar, rank_en, counter)
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11)";
    ACCOUNT_BY_LOGIN = "account.by_login", "
        SELECT id, login, password_hash, totp_secret, totp_last_step, role, office, name_ar, name_en, rank_ar,
            rank_en, counter
        FROM account WHERE login = $1 AND closed_at IS NULL";
    ACCOUNT = "account.one", "
        SELECT id, login, password_hash, totp_secret, totp_last_step, role, office, name_ar, name_en, rank_ar,
            rank_en, counter
        FROM account WHERE id = $1 AND closed_at IS NULL";
    ACCOUNTS = "account.all", "
        SELECT id, login, password_hash, totp_secret, totp_last_step, role, office, name_ar, name_en, rank_ar,
            rank_en, counter
        FROM account WHERE closed_at IS NULL ORDER BY id";
    /// A code of the authenticator counts once: of two that come with the same, one changes a row.
    USE_TOTP_STEP = "account.use_totp_step",
        "UPDATE account SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2";

    OPEN_SESSION = "session.open", "
        INSERT INTO session (token_hash, kind, account, party, csrf, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SESSION = "session.one", "
        SELECT s.kind, s.account, s.party, s.csrf, s.expires_at
        FROM session s WHERE s.token_hash = $1 AND s.expires_at > $2";
    CLOSE_SESSION = "session.close", "DELETE FROM session WHERE token_hash = $1";
    CLEAR_SESSIONS = "session.clear", "DELETE FROM session WHERE expires_at <= $1";

    /// Counts one more in the window, unless it is full: then it changes nothing.
    COUNT_ONE = "throttle.count", "
        INSERT INTO throttle (what, window_start, times) VALUES ($1, $2, 1)
        ON CONFLICT (what) DO UPDATE SET
            times = CASE WHEN throttle.window_start > $3 THEN throttle.times + 1 ELSE 1 END,
            window_start = CASE WHEN throttle.window_start > $3 THEN throttle.window_start ELSE $2 END
        WHERE throttle.window_start <= $3 OR throttle.times < $4";

    SET_CODE = "sign_in_code.set", "
        INSERT INTO sign_in_code (party, code_hash, expires_at, attempts) VALUES ($1, $2, $3, 0)
        ON CONFLICT (party) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at,
            attempts = 0";
    /// One attempt more, unless they are used up or the code is too old: then it changes nothing.
    COUNT_ATTEMPT = "sign_in_code.count_attempt", "
        UPDATE sign_in_code SET attempts = attempts + 1
        WHERE party = $1 AND expires_at > $2 AND attempts < $3";
    CODE = "sign_in_code.one",
        "SELECT code_hash FROM sign_in_code WHERE party = $1 AND expires_at > $2";
    /// Uses the code up; whoever comes second finds it gone.
    USE_CODE = "sign_in_code.use", "DELETE FROM sign_in_code WHERE party = $1 AND code_hash = $2";

    MAKE_TOKEN = "api_token.make", "
        INSERT INTO api_token (id, token_hash, name, scopes, party, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    TOKEN = "api_token.one", "
        SELECT id, name, scopes, party, expires_at FROM api_token
        WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2";
    TOKENS = "api_token.all", "
        SELECT id, name, scopes, party, expires_at FROM api_token WHERE revoked_at IS NULL ORDER BY id";
    REVOKE_TOKEN = "api_token.revoke",
        "UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";

    FORGET_CODES = "sign_in_code.forget", "DELETE FROM sign_in_code WHERE expires_at <= $1";
    FORGET_COUNTS = "throttle.forget", "DELETE FROM throttle WHERE window_start < $1";
    FORGET_KEYS = "request_key.forget", "DELETE FROM request_key WHERE at < $1";
}
