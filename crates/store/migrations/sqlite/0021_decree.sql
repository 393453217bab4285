-- Lists of public information that were frozen, and the decrees that come of them.
CREATE TABLE list_decree (
    id            BLOB PRIMARY KEY,
    reference     TEXT NOT NULL UNIQUE,
    body          TEXT NOT NULL REFERENCES body (code),
    year          INTEGER NOT NULL,
    -- 'draft', 'decided', 'superseded', 'revoked', 'dropped'
    state         TEXT NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision      INTEGER NOT NULL,
    -- What the list is called on the annex.
    title         TEXT NOT NULL,
    -- Canonical JSON of the rows as they were public at frozen_at, and its SHA-256; fixed once it is decided.
    document      TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    row_count     INTEGER NOT NULL,
    frozen_at     INTEGER NOT NULL,
    frozen_by     BLOB NOT NULL REFERENCES person (id),
    changed_at    INTEGER NOT NULL,
    number        TEXT NOT NULL DEFAULT '',
    day           TEXT,
    place         TEXT NOT NULL DEFAULT '',
    signer        TEXT NOT NULL DEFAULT '',
    signer_title  TEXT NOT NULL DEFAULT '',
    decided_at    INTEGER,
    decided_by    BLOB REFERENCES person (id),
    -- When and why it was superseded, revoked or given up, and by which decree.
    ended_at      INTEGER,
    ended_reason  TEXT NOT NULL DEFAULT '',
    superseded_by BLOB REFERENCES list_decree (id)
) STRICT;
CREATE INDEX list_decree_body_idx ON list_decree (body, year);
-- One decree of an office and year is in force.
CREATE UNIQUE INDEX list_decree_body_year_key ON list_decree (body, year) WHERE state = 'decided';

-- Scans of the signed paper; the newest that was not taken away is shown, the others are kept.
CREATE TABLE list_decree_scan (
    id         BLOB PRIMARY KEY,
    decree     BLOB NOT NULL REFERENCES list_decree (id),
    blob       TEXT NOT NULL REFERENCES blob (address),
    name       TEXT NOT NULL,
    added_by   BLOB NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE INDEX list_decree_scan_decree_idx ON list_decree_scan (decree, added_at);

-- Facts of the records that offices took as evidence. What is taken again or given back keeps its row.
CREATE TABLE fact_snapshot (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL REFERENCES round (id),
    body       TEXT NOT NULL REFERENCES body (code),
    question   TEXT NOT NULL,
    -- Code of the fact.
    fact       TEXT NOT NULL,
    -- Canonical JSON of what it came to, and its SHA-256.
    document   TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    taken_by   BLOB NOT NULL REFERENCES person (id),
    taken_at   INTEGER NOT NULL,
    removed_by BLOB REFERENCES person (id),
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX fact_snapshot_round_body_question_fact_key ON fact_snapshot (round, body, question, fact)
    WHERE removed_at IS NULL;
