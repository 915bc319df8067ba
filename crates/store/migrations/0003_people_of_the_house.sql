-- Who works here, who is signed in, and which other systems may call.

-- Retention: as long as the house.
CREATE TABLE office (
    id BIGINT NOT NULL PRIMARY KEY,
    name_ar TEXT NOT NULL,
    name_en TEXT NOT NULL,
    address_ar TEXT NOT NULL,
    address_en TEXT NOT NULL
);

-- Retention: as long as the journal names it; closed, never deleted.
CREATE TABLE account (
    id BIGINT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    totp_secret TEXT NOT NULL,
    totp_last_step BIGINT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'administrator')),
    office BIGINT NOT NULL REFERENCES office (id),
    name_ar TEXT NOT NULL,
    name_en TEXT NOT NULL,
    rank_ar TEXT NOT NULL,
    rank_en TEXT NOT NULL,
    closed_at BIGINT
);

-- Retention: until it ends. Only a digest of the token is kept: who reads this table cannot sign in.
CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('officer', 'person')),
    account BIGINT REFERENCES account (id),
    party BIGINT REFERENCES party (id),
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK ((kind = 'officer' AND account IS NOT NULL AND party IS NULL)
        OR (kind = 'person' AND party IS NOT NULL AND account IS NULL))
);
CREATE INDEX session_expires ON session (expires_at);

-- Retention: five minutes; replaced by the next code. One code of a party at a time.
CREATE TABLE sign_in_code (
    party BIGINT NOT NULL PRIMARY KEY REFERENCES party (id),
    code_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL CHECK (attempts >= 0)
);

-- Retention: one day. How often something was done since its window began; `what` names nobody in clear.
CREATE TABLE throttle (
    what TEXT NOT NULL PRIMARY KEY,
    window_start BIGINT NOT NULL,
    times BIGINT NOT NULL CHECK (times >= 0)
);

-- Retention: as long as the journal names it; revoked, never deleted. Only a digest of the token is kept.
CREATE TABLE api_token (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    party BIGINT REFERENCES party (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- Retention: for ever, one row. The next id that nobody was given; taken in blocks.
CREATE TABLE id_supply (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    next BIGINT NOT NULL
);
INSERT INTO id_supply (one, next) VALUES (1, 1000000);
