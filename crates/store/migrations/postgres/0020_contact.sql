-- The WhatsApp number of the PPID of each office, the look of its site, and host names of offices.

-- Every number that an office has had. The present one has no end; the number itself stands in the office's profile too, and
-- what was proved counts only while both are the same.
CREATE TABLE contact_number (
    id           UUID PRIMARY KEY,
    body         TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    number       TEXT COLLATE "C" NOT NULL,
    since        BIGINT NOT NULL,
    until        BIGINT,
    verified_at  BIGINT,
    -- 'tier' or 'gateway'.
    verified_via TEXT COLLATE "C",
    -- Who sent the code, and for which office; empty where the gateway did.
    vouched_by   UUID REFERENCES person (id),
    vouched_for  TEXT COLLATE "C" REFERENCES body (code)
);
CREATE UNIQUE INDEX contact_number_body_key ON contact_number (body) WHERE until IS NULL;
CREATE INDEX contact_number_body_since_idx ON contact_number (body, since);

-- Who has the device, and where it is kept.
CREATE TABLE contact_holding (
    body       TEXT COLLATE "C" PRIMARY KEY REFERENCES body (code),
    version    BIGINT NOT NULL,
    holder     TEXT COLLATE "C" NOT NULL,
    place      TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Codes that were asked for. At most one of an office is open.
CREATE TABLE contact_code (
    id       UUID PRIMARY KEY,
    body     TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    number   TEXT COLLATE "C" NOT NULL,
    asked_by UUID NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    -- argon2id of the code; empty while nobody has made one.
    hash     TEXT COLLATE "C",
    via      TEXT COLLATE "C",
    made_by  UUID REFERENCES person (id),
    made_for TEXT COLLATE "C" REFERENCES body (code),
    made_at  BIGINT,
    -- How often it was made anew, and wrong tries at the present one.
    made     BIGINT NOT NULL DEFAULT 0,
    tries    BIGINT NOT NULL DEFAULT 0,
    ended_at BIGINT,
    -- 'proved', 'dead' or 'replaced'.
    outcome  TEXT COLLATE "C"
);
CREATE UNIQUE INDEX contact_code_body_key ON contact_code (body) WHERE ended_at IS NULL;
CREATE INDEX contact_code_body_asked_at_idx ON contact_code (body, asked_at);

-- The number on its way from one officer to another.
CREATE TABLE contact_handover (
    id        UUID PRIMARY KEY,
    body      TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    from_name TEXT COLLATE "C" NOT NULL,
    to_person UUID NOT NULL REFERENCES person (id),
    -- The day on the form, as text of ISO 8601.
    day       TEXT COLLATE "C" NOT NULL,
    -- JSON: what was given, and what arrived.
    given     TEXT COLLATE "C" NOT NULL,
    taken     TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    note      TEXT COLLATE "C" NOT NULL,
    begun_by  UUID NOT NULL REFERENCES person (id),
    begun_at  BIGINT NOT NULL,
    ended_at  BIGINT,
    -- 'taken' or 'cancelled'.
    outcome   TEXT COLLATE "C"
);
CREATE UNIQUE INDEX contact_handover_body_key ON contact_handover (body) WHERE ended_at IS NULL;
CREATE INDEX contact_handover_body_begun_at_idx ON contact_handover (body, begun_at);

-- The look of an office's site. The logo is a small picture that was painted anew.
CREATE TABLE office_look (
    body      TEXT COLLATE "C" PRIMARY KEY REFERENCES body (code),
    version   BIGINT NOT NULL,
    -- JSON.
    content   TEXT COLLATE "C" NOT NULL,
    logo      BYTEA,
    logo_hash TEXT COLLATE "C",
    saved_by  UUID NOT NULL REFERENCES person (id),
    saved_at  BIGINT NOT NULL
);

-- Host names under which the site of one office is served.
CREATE TABLE office_host (
    body   TEXT COLLATE "C" PRIMARY KEY REFERENCES body (code),
    host   TEXT COLLATE "C" NOT NULL,
    set_by UUID NOT NULL REFERENCES person (id),
    set_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX office_host_host_key ON office_host (host);
