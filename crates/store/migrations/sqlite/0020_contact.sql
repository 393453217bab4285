-- The WhatsApp number of the PPID of each office, the look of its site, and host names of offices.

-- Every number that an office has had. The present one has no end; the number itself stands in the office's profile too, and
-- what was proved counts only while both are the same.
CREATE TABLE contact_number (
    id           BLOB PRIMARY KEY,
    body         TEXT NOT NULL REFERENCES body (code),
    number       TEXT NOT NULL,
    since        INTEGER NOT NULL,
    until        INTEGER,
    verified_at  INTEGER,
    -- 'tier' or 'gateway'.
    verified_via TEXT,
    -- Who sent the code, and for which office; empty where the gateway did.
    vouched_by   BLOB REFERENCES person (id),
    vouched_for  TEXT REFERENCES body (code)
) STRICT;
CREATE UNIQUE INDEX contact_number_body_key ON contact_number (body) WHERE until IS NULL;
CREATE INDEX contact_number_body_since_idx ON contact_number (body, since);

-- Who has the device, and where it is kept.
CREATE TABLE contact_holding (
    body       TEXT PRIMARY KEY REFERENCES body (code),
    version    INTEGER NOT NULL,
    holder     TEXT NOT NULL,
    place      TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- Codes that were asked for. At most one of an office is open.
CREATE TABLE contact_code (
    id       BLOB PRIMARY KEY,
    body     TEXT NOT NULL REFERENCES body (code),
    number   TEXT NOT NULL,
    asked_by BLOB NOT NULL REFERENCES person (id),
    asked_at INTEGER NOT NULL,
    -- argon2id of the code; empty while nobody has made one.
    hash     TEXT,
    via      TEXT,
    made_by  BLOB REFERENCES person (id),
    made_for TEXT REFERENCES body (code),
    made_at  INTEGER,
    -- How often it was made anew, and wrong tries at the present one.
    made     INTEGER NOT NULL DEFAULT 0,
    tries    INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    -- 'proved', 'dead' or 'replaced'.
    outcome  TEXT
) STRICT;
CREATE UNIQUE INDEX contact_code_body_key ON contact_code (body) WHERE ended_at IS NULL;
CREATE INDEX contact_code_body_asked_at_idx ON contact_code (body, asked_at);

-- The number on its way from one officer to another.
CREATE TABLE contact_handover (
    id        BLOB PRIMARY KEY,
    body      TEXT NOT NULL REFERENCES body (code),
    from_name TEXT NOT NULL,
    to_person BLOB NOT NULL REFERENCES person (id),
    -- The day on the form, as text of ISO 8601.
    day       TEXT NOT NULL,
    -- JSON: what was given, and what arrived.
    given     TEXT NOT NULL,
    taken     TEXT NOT NULL DEFAULT '[]',
    note      TEXT NOT NULL,
    begun_by  BLOB NOT NULL REFERENCES person (id),
    begun_at  INTEGER NOT NULL,
    ended_at  INTEGER,
    -- 'taken' or 'cancelled'.
    outcome   TEXT
) STRICT;
CREATE UNIQUE INDEX contact_handover_body_key ON contact_handover (body) WHERE ended_at IS NULL;
CREATE INDEX contact_handover_body_begun_at_idx ON contact_handover (body, begun_at);

-- The look of an office's site. The logo is a small picture that was painted anew.
CREATE TABLE office_look (
    body      TEXT PRIMARY KEY REFERENCES body (code),
    version   INTEGER NOT NULL,
    -- JSON.
    content   TEXT NOT NULL,
    logo      BLOB,
    logo_hash TEXT,
    saved_by  BLOB NOT NULL REFERENCES person (id),
    saved_at  INTEGER NOT NULL
) STRICT;

-- Host names under which the site of one office is served.
CREATE TABLE office_host (
    body   TEXT PRIMARY KEY REFERENCES body (code),
    host   TEXT NOT NULL,
    set_by BLOB NOT NULL REFERENCES person (id),
    set_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX office_host_host_key ON office_host (host);
