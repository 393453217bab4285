-- Times: microseconds since 1970 UTC. Ids: UUIDv7. Exact numbers and JSON: text. Every table has a twin in ../postgres.

CREATE TABLE body (
    code        TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    office_name TEXT NOT NULL,
    level       TEXT NOT NULL,
    parent      TEXT REFERENCES body (code),
    category    TEXT NOT NULL DEFAULT '',
    zone        TEXT NOT NULL,
    slug        TEXT NOT NULL UNIQUE,
    address     TEXT NOT NULL DEFAULT '',
    hours       TEXT NOT NULL DEFAULT '',
    whatsapp    TEXT,
    email       TEXT NOT NULL DEFAULT '',
    -- Codes from the root to this body's parent, each followed by a slash: '00/62/'. Kept by the import.
    path        TEXT NOT NULL
) STRICT;
CREATE INDEX body_parent_idx ON body (parent, code);

CREATE TABLE person (
    id            BLOB PRIMARY KEY,
    login         TEXT NOT NULL UNIQUE,
    -- Names that look alike share a skeleton (UTS 39), so that nobody can pose as somebody else.
    skeleton      TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    email         TEXT NOT NULL DEFAULT '',
    password      TEXT,
    language      TEXT,
    disabled_at   INTEGER,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE role_grant (
    person     BLOB NOT NULL REFERENCES person (id),
    body       TEXT NOT NULL REFERENCES body (code),
    role       TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (person, body, role)
) STRICT;
CREATE INDEX role_grant_body_idx ON role_grant (body);

-- Links that set a password: invitations and resets. The secret itself is only in the link.
CREATE TABLE password_link (
    token_hash BLOB PRIMARY KEY,
    person     BLOB NOT NULL REFERENCES person (id),
    kind       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX password_link_person_idx ON password_link (person);

CREATE TABLE session (
    id           BLOB PRIMARY KEY,
    token_hash   BLOB NOT NULL UNIQUE,
    person       BLOB NOT NULL REFERENCES person (id),
    created_at   INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    agent        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX session_person_idx ON session (person);
CREATE INDEX session_expires_idx ON session (expires_at);

CREATE TABLE api_token (
    id         BLOB PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    person     BLOB NOT NULL REFERENCES person (id),
    name       TEXT NOT NULL,
    scopes     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    used_at    INTEGER
) STRICT;
CREATE INDEX api_token_person_idx ON api_token (person);

-- One row for each change, in order. History pages, receipts and the audit view read these rows.
CREATE TABLE event (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    actor       BLOB REFERENCES person (id),
    body        TEXT,
    round       BLOB,
    object_kind TEXT NOT NULL,
    object_id   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    data        TEXT NOT NULL
) STRICT;
CREATE INDEX event_object_idx ON event (object_kind, object_id, seq);
CREATE INDEX event_body_idx ON event (body, seq);

CREATE TABLE job (
    id           BLOB PRIMARY KEY,
    kind         TEXT NOT NULL,
    -- At most one unfinished job of a kind has a key; an empty key is not compared.
    unique_key   TEXT NOT NULL DEFAULT '',
    payload      TEXT NOT NULL,
    run_at       INTEGER NOT NULL,
    lease_until  INTEGER,
    attempts     INTEGER NOT NULL DEFAULT 0,
    finished_at  INTEGER,
    failed_at    INTEGER,
    last_error   TEXT NOT NULL DEFAULT '',
    created_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX job_due_idx ON job (run_at) WHERE finished_at IS NULL AND failed_at IS NULL;
CREATE UNIQUE INDEX job_unique_key ON job (kind, unique_key)
    WHERE unique_key <> '' AND finished_at IS NULL AND failed_at IS NULL;

CREATE TABLE notice (
    id         BLOB PRIMARY KEY,
    person     BLOB NOT NULL REFERENCES person (id),
    round      BLOB,
    kind       TEXT NOT NULL,
    data       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    read_at    INTEGER
) STRICT;
CREATE INDEX notice_person_idx ON notice (person, created_at);
