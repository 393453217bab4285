-- Times: microseconds since 1970 UTC. Ids: UUIDv7. Exact numbers and JSON: text. Every table has a twin in ../sqlite.

CREATE TABLE body (
    code        TEXT COLLATE "C" PRIMARY KEY,
    name        TEXT COLLATE "C" NOT NULL,
    office_name TEXT COLLATE "C" NOT NULL,
    level       TEXT COLLATE "C" NOT NULL,
    parent      TEXT COLLATE "C" REFERENCES body (code),
    category    TEXT COLLATE "C" NOT NULL DEFAULT '',
    zone        TEXT COLLATE "C" NOT NULL,
    slug        TEXT COLLATE "C" NOT NULL UNIQUE,
    address     TEXT COLLATE "C" NOT NULL DEFAULT '',
    hours       TEXT COLLATE "C" NOT NULL DEFAULT '',
    whatsapp    TEXT COLLATE "C",
    email       TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- Codes from the root to this body's parent, each followed by a slash: '00/62/'. Kept by the import.
    path        TEXT COLLATE "C" NOT NULL
);
CREATE INDEX body_parent_idx ON body (parent, code);

CREATE TABLE person (
    id            UUID PRIMARY KEY,
    login         TEXT COLLATE "C" NOT NULL UNIQUE,
    -- Names that look alike share a skeleton (UTS 39), so that nobody can pose as somebody else.
    skeleton      TEXT COLLATE "C" NOT NULL UNIQUE,
    name          TEXT COLLATE "C" NOT NULL,
    email         TEXT COLLATE "C" NOT NULL DEFAULT '',
    password      TEXT COLLATE "C",
    language      TEXT COLLATE "C",
    disabled_at   BIGINT,
    created_at    BIGINT NOT NULL
);

CREATE TABLE role_grant (
    person     UUID NOT NULL REFERENCES person (id),
    body       TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    role       TEXT COLLATE "C" NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (person, body, role)
);
CREATE INDEX role_grant_body_idx ON role_grant (body);

-- Links that set a password: invitations and resets. The secret itself is only in the link.
CREATE TABLE password_link (
    token_hash BYTEA PRIMARY KEY,
    person     UUID NOT NULL REFERENCES person (id),
    kind       TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX password_link_person_idx ON password_link (person);

CREATE TABLE session (
    id           UUID PRIMARY KEY,
    token_hash   BYTEA NOT NULL UNIQUE,
    person       UUID NOT NULL REFERENCES person (id),
    created_at   BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    agent        TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX session_person_idx ON session (person);
CREATE INDEX session_expires_idx ON session (expires_at);

CREATE TABLE api_token (
    id         UUID PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    person     UUID NOT NULL REFERENCES person (id),
    name       TEXT COLLATE "C" NOT NULL,
    scopes     TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    used_at    BIGINT
);
CREATE INDEX api_token_person_idx ON api_token (person);

-- One row for each change, in order. History pages, receipts and the audit view read these rows.
CREATE TABLE event (
    seq         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          BIGINT NOT NULL,
    actor       UUID REFERENCES person (id),
    body        TEXT COLLATE "C",
    round       UUID,
    object_kind TEXT COLLATE "C" NOT NULL,
    object_id   TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    data        TEXT COLLATE "C" NOT NULL
);
CREATE INDEX event_object_idx ON event (object_kind, object_id, seq);
CREATE INDEX event_body_idx ON event (body, seq);

CREATE TABLE job (
    id           UUID PRIMARY KEY,
    kind         TEXT COLLATE "C" NOT NULL,
    -- At most one unfinished job of a kind has a key; an empty key is not compared.
    unique_key   TEXT COLLATE "C" NOT NULL DEFAULT '',
    payload      TEXT COLLATE "C" NOT NULL,
    run_at       BIGINT NOT NULL,
    lease_until  BIGINT,
    attempts     BIGINT NOT NULL DEFAULT 0,
    finished_at  BIGINT,
    failed_at    BIGINT,
    last_error   TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL
);
CREATE INDEX job_due_idx ON job (run_at) WHERE finished_at IS NULL AND failed_at IS NULL;
CREATE UNIQUE INDEX job_unique_key ON job (kind, unique_key)
    WHERE unique_key <> '' AND finished_at IS NULL AND failed_at IS NULL;

CREATE TABLE notice (
    id         UUID PRIMARY KEY,
    person     UUID NOT NULL REFERENCES person (id),
    round      UUID,
    kind       TEXT COLLATE "C" NOT NULL,
    data       TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    read_at    BIGINT
);
CREATE INDEX notice_person_idx ON notice (person, created_at);
