-- Lists of public information that were frozen, and the decrees that come of them.
CREATE TABLE list_decree (
    id            UUID PRIMARY KEY,
    reference     TEXT COLLATE "C" NOT NULL UNIQUE,
    body          TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    year          BIGINT NOT NULL,
    -- 'draft', 'decided', 'superseded', 'revoked', 'dropped'
    state         TEXT COLLATE "C" NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision      BIGINT NOT NULL,
    -- What the list is called on the annex.
    title         TEXT COLLATE "C" NOT NULL,
    -- Canonical JSON of the rows as they were public at frozen_at, and its SHA-256; fixed once it is decided.
    document      TEXT COLLATE "C" NOT NULL,
    sha256        TEXT COLLATE "C" NOT NULL,
    row_count     BIGINT NOT NULL,
    frozen_at     BIGINT NOT NULL,
    frozen_by     UUID NOT NULL REFERENCES person (id),
    changed_at    BIGINT NOT NULL,
    number        TEXT COLLATE "C" NOT NULL DEFAULT '',
    day           TEXT COLLATE "C",
    place         TEXT COLLATE "C" NOT NULL DEFAULT '',
    signer        TEXT COLLATE "C" NOT NULL DEFAULT '',
    signer_title  TEXT COLLATE "C" NOT NULL DEFAULT '',
    decided_at    BIGINT,
    decided_by    UUID REFERENCES person (id),
    -- When and why it was superseded, revoked or given up, and by which decree.
    ended_at      BIGINT,
    ended_reason  TEXT COLLATE "C" NOT NULL DEFAULT '',
    superseded_by UUID REFERENCES list_decree (id)
);
CREATE INDEX list_decree_body_idx ON list_decree (body, year);
-- One decree of an office and year is in force.
CREATE UNIQUE INDEX list_decree_body_year_key ON list_decree (body, year) WHERE state = 'decided';

-- Scans of the signed paper; the newest that was not taken away is shown, the others are kept.
CREATE TABLE list_decree_scan (
    id         UUID PRIMARY KEY,
    decree     UUID NOT NULL REFERENCES list_decree (id),
    blob       TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    name       TEXT COLLATE "C" NOT NULL,
    added_by   UUID NOT NULL REFERENCES person (id),
    added_at   BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX list_decree_scan_decree_idx ON list_decree_scan (decree, added_at);

-- Facts of the records that offices took as evidence. What is taken again or given back keeps its row.
CREATE TABLE fact_snapshot (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL REFERENCES round (id),
    body       TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    question   TEXT COLLATE "C" NOT NULL,
    -- Code of the fact.
    fact       TEXT COLLATE "C" NOT NULL,
    -- Canonical JSON of what it came to, and its SHA-256.
    document   TEXT COLLATE "C" NOT NULL,
    sha256     TEXT COLLATE "C" NOT NULL,
    taken_by   UUID NOT NULL REFERENCES person (id),
    taken_at   BIGINT NOT NULL,
    removed_by UUID REFERENCES person (id),
    removed_at BIGINT
);
CREATE UNIQUE INDEX fact_snapshot_round_body_question_fact_key ON fact_snapshot (round, body, question, fact)
    WHERE removed_at IS NULL;
