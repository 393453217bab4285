-- Rounds, questionnaires, judgements, results.

CREATE TABLE blob (
    -- BLAKE3 of the bytes, hexadecimal: the address in the file store.
    address    TEXT PRIMARY KEY,
    sha256     TEXT NOT NULL,
    size       INTEGER NOT NULL,
    media      TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE instrument (
    id         BLOB PRIMARY KEY,
    code       TEXT NOT NULL,
    edition    TEXT NOT NULL,
    -- 1 for the first upload of a code and edition; a correction is the next one, with a reason.
    version    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    created_by BLOB REFERENCES person (id),
    created_at INTEGER NOT NULL,
    UNIQUE (code, edition, version)
) STRICT;

CREATE TABLE scheme (
    id         BLOB PRIMARY KEY,
    code       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    created_by BLOB REFERENCES person (id),
    created_at INTEGER NOT NULL,
    UNIQUE (code, version)
) STRICT;

CREATE TABLE round (
    id            BLOB PRIMARY KEY,
    slug          TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL,
    year          INTEGER NOT NULL,
    owner         TEXT NOT NULL REFERENCES body (code),
    instrument    BLOB NOT NULL REFERENCES instrument (id),
    scheme        BLOB NOT NULL REFERENCES scheme (id),
    -- The round whose results stand beside this one's as those of the year before.
    previous      BLOB REFERENCES round (id),
    zone          TEXT NOT NULL,
    state         TEXT NOT NULL,
    version       INTEGER NOT NULL DEFAULT 1,
    created_by    BLOB REFERENCES person (id),
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE phase (
    round  BLOB NOT NULL REFERENCES round (id),
    kind   TEXT NOT NULL,
    opens  INTEGER NOT NULL,
    closes INTEGER NOT NULL,
    PRIMARY KEY (round, kind)
) STRICT;

CREATE TABLE extension (
    round    BLOB NOT NULL REFERENCES round (id),
    body     TEXT NOT NULL REFERENCES body (code),
    kind     TEXT NOT NULL,
    closes   INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    given_by BLOB REFERENCES person (id),
    given_at INTEGER NOT NULL,
    PRIMARY KEY (round, body, kind)
) STRICT;

CREATE TABLE guideline (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL REFERENCES round (id),
    title      TEXT NOT NULL,
    file_name  TEXT NOT NULL,
    blob       TEXT NOT NULL REFERENCES blob (address),
    added_at   INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE INDEX guideline_round_idx ON guideline (round);

CREATE TABLE tutorial (
    round    BLOB NOT NULL REFERENCES round (id),
    question TEXT NOT NULL,
    url      TEXT NOT NULL,
    PRIMARY KEY (round, question)
) STRICT;

CREATE TABLE assessment (
    round           BLOB NOT NULL REFERENCES round (id),
    body            TEXT NOT NULL REFERENCES body (code),
    state           TEXT NOT NULL,
    opened_at       INTEGER,
    signed_off_by   BLOB REFERENCES person (id),
    signed_off_at   INTEGER,
    endorsed_by     BLOB REFERENCES person (id),
    endorsed_at     INTEGER,
    submitted_by    BLOB REFERENCES person (id),
    submitted_at    INTEGER,
    receipt         TEXT UNIQUE,
    -- SHA-256 of the canonical JSON of what was submitted, hexadecimal.
    submitted_hash  TEXT,
    PRIMARY KEY (round, body)
) STRICT;
CREATE INDEX assessment_body_idx ON assessment (body);

CREATE TABLE answer (
    round    BLOB NOT NULL,
    body     TEXT NOT NULL,
    question TEXT NOT NULL,
    version  INTEGER NOT NULL,
    value    TEXT NOT NULL,
    saved_by BLOB NOT NULL REFERENCES person (id),
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;

CREATE TABLE evidence (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    question   TEXT NOT NULL,
    slot       TEXT NOT NULL,
    -- Either a file (blob, file_name) or a link (url).
    blob       TEXT REFERENCES blob (address),
    file_name  TEXT NOT NULL DEFAULT '',
    url        TEXT,
    caption    TEXT NOT NULL DEFAULT '',
    added_by   BLOB NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL,
    removed_by BLOB REFERENCES person (id),
    removed_at INTEGER,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body),
    CHECK ((blob IS NULL) <> (url IS NULL))
) STRICT;
CREATE INDEX evidence_place_idx ON evidence (round, body, question);
CREATE INDEX evidence_blob_idx ON evidence (blob);

CREATE TABLE review (
    round       BLOB NOT NULL,
    body        TEXT NOT NULL,
    question    TEXT NOT NULL,
    version     INTEGER NOT NULL,
    -- The judgement in the form of the scoring contract, and what it gives as an exact share of the weight.
    value       TEXT NOT NULL,
    share       TEXT NOT NULL,
    reason      TEXT NOT NULL DEFAULT '',
    doubtful    INTEGER NOT NULL DEFAULT 0,
    reviewed_by BLOB NOT NULL REFERENCES person (id),
    reviewed_at INTEGER NOT NULL,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;

CREATE TABLE component_score (
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    component  TEXT NOT NULL,
    version    INTEGER NOT NULL,
    score      TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    entered_by BLOB NOT NULL REFERENCES person (id),
    entered_at INTEGER NOT NULL,
    PRIMARY KEY (round, body, component),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;

CREATE TABLE announcement (
    id           BLOB PRIMARY KEY,
    round        BLOB NOT NULL REFERENCES round (id),
    state        TEXT NOT NULL,
    -- The results file of the scoring contract as it was proposed: published numbers are these bytes' numbers.
    results      TEXT NOT NULL,
    results_hash TEXT NOT NULL,
    publish_at   INTEGER NOT NULL,
    decree       TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT '',
    proposed_by  BLOB NOT NULL REFERENCES person (id),
    proposed_at  INTEGER NOT NULL,
    approved_by  BLOB REFERENCES person (id),
    approved_at  INTEGER,
    published_at INTEGER,
    withdrawn_by BLOB REFERENCES person (id),
    withdrawn_at INTEGER
) STRICT;
CREATE INDEX announcement_round_idx ON announcement (round);
-- One live proposal a round.
CREATE UNIQUE INDEX announcement_live_key ON announcement (round) WHERE state <> 'withdrawn';

-- Published results, a row a body, for lists, filters and ranking. Written in the transaction that publishes.
CREATE TABLE result (
    round          BLOB NOT NULL REFERENCES round (id),
    body           TEXT NOT NULL REFERENCES body (code),
    outcome        TEXT NOT NULL,
    total          TEXT,
    total_display  TEXT,
    category       TEXT,
    rank           INTEGER,
    rank_in_parent INTEGER,
    detail         TEXT NOT NULL,
    PRIMARY KEY (round, body)
) STRICT;
CREATE INDEX result_rank_idx ON result (round, rank);
