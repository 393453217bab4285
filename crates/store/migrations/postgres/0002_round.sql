-- Rounds, questionnaires, judgements, results.

CREATE TABLE blob (
    -- BLAKE3 of the bytes, hexadecimal: the address in the file store.
    address    TEXT COLLATE "C" PRIMARY KEY,
    sha256     TEXT COLLATE "C" NOT NULL,
    size       BIGINT NOT NULL,
    media      TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE instrument (
    id         UUID PRIMARY KEY,
    code       TEXT COLLATE "C" NOT NULL,
    edition    TEXT COLLATE "C" NOT NULL,
    -- 1 for the first upload of a code and edition; a correction is the next one, with a reason.
    version    BIGINT NOT NULL,
    title      TEXT COLLATE "C" NOT NULL,
    source     TEXT COLLATE "C" NOT NULL,
    sha256     TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_by UUID REFERENCES person (id),
    created_at BIGINT NOT NULL,
    UNIQUE (code, edition, version)
);

CREATE TABLE scheme (
    id         UUID PRIMARY KEY,
    code       TEXT COLLATE "C" NOT NULL,
    version    BIGINT NOT NULL,
    title      TEXT COLLATE "C" NOT NULL,
    source     TEXT COLLATE "C" NOT NULL,
    sha256     TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_by UUID REFERENCES person (id),
    created_at BIGINT NOT NULL,
    UNIQUE (code, version)
);

CREATE TABLE round (
    id            UUID PRIMARY KEY,
    slug          TEXT COLLATE "C" NOT NULL UNIQUE,
    title         TEXT COLLATE "C" NOT NULL,
    year          BIGINT NOT NULL,
    owner         TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    instrument    UUID NOT NULL REFERENCES instrument (id),
    scheme        UUID NOT NULL REFERENCES scheme (id),
    -- The round whose results stand beside this one's as those of the year before.
    previous      UUID REFERENCES round (id),
    zone          TEXT COLLATE "C" NOT NULL,
    state         TEXT COLLATE "C" NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    created_by    UUID REFERENCES person (id),
    created_at    BIGINT NOT NULL
);

CREATE TABLE phase (
    round  UUID NOT NULL REFERENCES round (id),
    kind   TEXT COLLATE "C" NOT NULL,
    opens  BIGINT NOT NULL,
    closes BIGINT NOT NULL,
    PRIMARY KEY (round, kind)
);

CREATE TABLE extension (
    round    UUID NOT NULL REFERENCES round (id),
    body     TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    kind     TEXT COLLATE "C" NOT NULL,
    closes   BIGINT NOT NULL,
    reason   TEXT COLLATE "C" NOT NULL,
    given_by UUID REFERENCES person (id),
    given_at BIGINT NOT NULL,
    PRIMARY KEY (round, body, kind)
);

CREATE TABLE guideline (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL REFERENCES round (id),
    title      TEXT COLLATE "C" NOT NULL,
    file_name  TEXT COLLATE "C" NOT NULL,
    blob       TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    added_at   BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX guideline_round_idx ON guideline (round);

CREATE TABLE tutorial (
    round    UUID NOT NULL REFERENCES round (id),
    question TEXT COLLATE "C" NOT NULL,
    url      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (round, question)
);

CREATE TABLE assessment (
    round           UUID NOT NULL REFERENCES round (id),
    body            TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    state           TEXT COLLATE "C" NOT NULL,
    opened_at       BIGINT,
    signed_off_by   UUID REFERENCES person (id),
    signed_off_at   BIGINT,
    endorsed_by     UUID REFERENCES person (id),
    endorsed_at     BIGINT,
    submitted_by    UUID REFERENCES person (id),
    submitted_at    BIGINT,
    receipt         TEXT COLLATE "C" UNIQUE,
    -- SHA-256 of the canonical JSON of what was submitted, hexadecimal.
    submitted_hash  TEXT COLLATE "C",
    PRIMARY KEY (round, body)
);
CREATE INDEX assessment_body_idx ON assessment (body);

CREATE TABLE answer (
    round    UUID NOT NULL,
    body     TEXT COLLATE "C" NOT NULL,
    question TEXT COLLATE "C" NOT NULL,
    version  BIGINT NOT NULL,
    value    TEXT COLLATE "C" NOT NULL,
    saved_by UUID NOT NULL REFERENCES person (id),
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);

CREATE TABLE evidence (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    question   TEXT COLLATE "C" NOT NULL,
    slot       TEXT COLLATE "C" NOT NULL,
    -- Either a file (blob, file_name) or a link (url).
    blob       TEXT COLLATE "C" REFERENCES blob (address),
    file_name  TEXT COLLATE "C" NOT NULL DEFAULT '',
    url        TEXT COLLATE "C",
    caption    TEXT COLLATE "C" NOT NULL DEFAULT '',
    added_by   UUID NOT NULL REFERENCES person (id),
    added_at   BIGINT NOT NULL,
    removed_by UUID REFERENCES person (id),
    removed_at BIGINT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body),
    CHECK ((blob IS NULL) <> (url IS NULL))
);
CREATE INDEX evidence_place_idx ON evidence (round, body, question);
CREATE INDEX evidence_blob_idx ON evidence (blob);

CREATE TABLE review (
    round       UUID NOT NULL,
    body        TEXT COLLATE "C" NOT NULL,
    question    TEXT COLLATE "C" NOT NULL,
    version     BIGINT NOT NULL,
    -- The judgement in the form of the scoring contract, and what it gives as an exact share of the weight.
    value       TEXT COLLATE "C" NOT NULL,
    share       TEXT COLLATE "C" NOT NULL,
    reason      TEXT COLLATE "C" NOT NULL DEFAULT '',
    doubtful    BOOLEAN NOT NULL DEFAULT FALSE,
    reviewed_by UUID NOT NULL REFERENCES person (id),
    reviewed_at BIGINT NOT NULL,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);

CREATE TABLE component_score (
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    component  TEXT COLLATE "C" NOT NULL,
    version    BIGINT NOT NULL,
    score      TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL DEFAULT '',
    entered_by UUID NOT NULL REFERENCES person (id),
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (round, body, component),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);

CREATE TABLE announcement (
    id           UUID PRIMARY KEY,
    round        UUID NOT NULL REFERENCES round (id),
    state        TEXT COLLATE "C" NOT NULL,
    -- The results file of the scoring contract as it was proposed: published numbers are these bytes' numbers.
    results      TEXT COLLATE "C" NOT NULL,
    results_hash TEXT COLLATE "C" NOT NULL,
    publish_at   BIGINT NOT NULL,
    decree       TEXT COLLATE "C" NOT NULL DEFAULT '',
    note         TEXT COLLATE "C" NOT NULL DEFAULT '',
    proposed_by  UUID NOT NULL REFERENCES person (id),
    proposed_at  BIGINT NOT NULL,
    approved_by  UUID REFERENCES person (id),
    approved_at  BIGINT,
    published_at BIGINT,
    withdrawn_by UUID REFERENCES person (id),
    withdrawn_at BIGINT
);
CREATE INDEX announcement_round_idx ON announcement (round);
-- One live proposal a round.
CREATE UNIQUE INDEX announcement_live_key ON announcement (round) WHERE state <> 'withdrawn';

-- Published results, a row a body, for lists, filters and ranking. Written in the transaction that publishes.
CREATE TABLE result (
    round          UUID NOT NULL REFERENCES round (id),
    body           TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    outcome        TEXT COLLATE "C" NOT NULL,
    total          TEXT COLLATE "C",
    total_display  TEXT COLLATE "C",
    category       TEXT COLLATE "C",
    rank           BIGINT,
    rank_in_parent BIGINT,
    detail         TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (round, body)
);
CREATE INDEX result_rank_idx ON result (round, rank);
