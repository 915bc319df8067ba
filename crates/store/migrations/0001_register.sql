-- The register: parties, what hangs on them, and the money that lies ready for them.
-- Days are days since 1970-01-01, instants are microseconds UTC, money is halalas, yes is 1 and no is 0.

-- Retention: as long as the register; a party is never deleted.
-- `version` grows with every change to the party or to what hangs on it, deposits apart.
CREATE TABLE party (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('citizen', 'resident', 'visitor', 'establishment')),
    version BIGINT NOT NULL CHECK (version >= 1),
    mobile TEXT,
    language TEXT NOT NULL CHECK (language IN ('ar', 'en')),
    wants_crossings BIGINT NOT NULL CHECK (wants_crossings IN (0, 1))
);
CREATE INDEX party_mobile ON party (mobile);

-- Retention: as long as its party.
CREATE TABLE person (
    party BIGINT NOT NULL PRIMARY KEY REFERENCES party (id),
    ar_first TEXT NOT NULL,
    ar_father TEXT NOT NULL,
    ar_grandfather TEXT NOT NULL,
    ar_family TEXT NOT NULL,
    latin_first TEXT NOT NULL,
    latin_father TEXT NOT NULL,
    latin_grandfather TEXT NOT NULL,
    latin_family TEXT NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male')),
    birth_day BIGINT NOT NULL,
    birth_written TEXT NOT NULL,
    nationality TEXT NOT NULL CHECK (length(nationality) = 3),
    presence TEXT NOT NULL CHECK (presence IN ('inside', 'outside')),
    crossed_at BIGINT
);

-- Retention: as long as its party.
CREATE TABLE establishment (
    party BIGINT NOT NULL PRIMARY KEY REFERENCES party (id),
    name_ar TEXT NOT NULL,
    name_latin TEXT NOT NULL
);

-- Retention: as long as its party; a number once given is never given to another.
CREATE TABLE identifier (
    number TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('citizen', 'resident', 'border', 'establishment', 'passport')),
    party BIGINT NOT NULL REFERENCES party (id),
    is_current BIGINT NOT NULL CHECK (is_current IN (0, 1)),
    given_at BIGINT
);
CREATE UNIQUE INDEX identifier_one_current ON identifier (party) WHERE is_current = 1;
CREATE INDEX identifier_party ON identifier (party);

-- Retention: as long as its party. Names as they are searched for: folded, from the first and from the last.
CREATE TABLE name_key (
    key TEXT NOT NULL,
    party BIGINT NOT NULL REFERENCES party (id),
    PRIMARY KEY (key, party)
);
CREATE INDEX name_key_party ON name_key (party);

-- Retention: as long as its parties; a tie that ended is kept. `to_day` is the first day it no longer holds.
CREATE TABLE tie (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('sponsorship', 'household', 'guardianship', 'representation')),
    holder BIGINT NOT NULL REFERENCES party (id),
    subject BIGINT NOT NULL REFERENCES party (id),
    relation TEXT CHECK (relation IN ('wife', 'husband', 'son', 'daughter', 'parent')),
    from_day BIGINT NOT NULL,
    to_day BIGINT,
    CHECK (to_day IS NULL OR to_day >= from_day),
    CHECK (holder <> subject)
);
CREATE INDEX tie_subject ON tie (subject, kind, from_day);
CREATE INDEX tie_holder ON tie (holder, kind, subject);

-- Retention: as long as its holder; a document that ended is kept.
CREATE TABLE document (
    id BIGINT NOT NULL PRIMARY KEY,
    holder BIGINT NOT NULL REFERENCES party (id),
    kind TEXT NOT NULL CHECK (kind IN ('passport', 'residence-permit', 'work-permit', 'health-insurance',
        'exit-reentry-single', 'exit-reentry-multiple', 'final-exit')),
    number TEXT NOT NULL,
    issued BIGINT NOT NULL,
    term TEXT,
    expires_written TEXT,
    status TEXT NOT NULL CHECK (status IN ('valid', 'in-use', 'used', 'cancelled', 'lapsed', 'closed')),
    expires BIGINT NOT NULL,
    depart_by BIGINT,
    return_by BIGINT
);
CREATE INDEX document_holder ON document (holder, kind);
CREATE INDEX document_number ON document (number);
CREATE UNIQUE INDEX document_one_live ON document (holder, kind)
    WHERE kind IN ('passport', 'residence-permit') AND status IN ('valid', 'in-use');
CREATE UNIQUE INDEX document_one_way_out ON document (holder)
    WHERE kind IN ('exit-reentry-single', 'exit-reentry-multiple', 'final-exit')
    AND status IN ('valid', 'in-use');
CREATE UNIQUE INDEX document_visa_number ON document (number)
    WHERE kind IN ('exit-reentry-single', 'exit-reentry-multiple', 'final-exit');

-- Retention: as long as its party; a block that was lifted is kept.
CREATE TABLE block (
    id BIGINT NOT NULL PRIMARY KEY,
    party BIGINT NOT NULL REFERENCES party (id),
    kind TEXT NOT NULL CHECK (kind IN ('traffic-fines', 'absence-report', 'security-note',
        'fingerprint-missing', 'vehicle-registered', 'death')),
    amount BIGINT CHECK (amount >= 0),
    from_day BIGINT NOT NULL,
    to_day BIGINT,
    CHECK (to_day IS NULL OR to_day >= from_day)
);
CREATE INDEX block_party ON block (party);

-- Retention: as long as its party.
CREATE TABLE fine (
    id BIGINT NOT NULL PRIMARY KEY,
    party BIGINT NOT NULL REFERENCES party (id),
    kind TEXT NOT NULL CHECK (kind IN ('late-renewal', 'final-exit-expired')),
    amount BIGINT NOT NULL CHECK (amount > 0),
    on_day BIGINT NOT NULL
);
CREATE INDEX fine_party ON fine (party);

-- Retention: as long as its person. Nobody crosses twice in one direction at one instant, whoever reports it.
CREATE TABLE crossing (
    id BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES party (id),
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    port TEXT NOT NULL,
    at BIGINT NOT NULL,
    document BIGINT REFERENCES document (id),
    CONSTRAINT crossing_once UNIQUE (person, at, direction)
);
CREATE INDEX crossing_document ON crossing (document);

-- Retention: as long as its holder. What the postings to the deposit's account add up to.
CREATE TABLE deposit (
    holder BIGINT NOT NULL REFERENCES party (id),
    fee TEXT NOT NULL,
    balance BIGINT NOT NULL CHECK (balance >= 0),
    PRIMARY KEY (holder, fee)
);
