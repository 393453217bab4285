-- The access test: who asks an office what, when, and what came of it; readiness of an office; walks through its site.

-- The office's public site, and its own form for requests; empty where not known.
ALTER TABLE body ADD COLUMN site TEXT NOT NULL DEFAULT '';
ALTER TABLE body ADD COLUMN request_form TEXT NOT NULL DEFAULT '';

-- Sheets that a round uploaded in the place of the usual one; frozen at its first draw.
CREATE TABLE access_sheet (
    round      BLOB NOT NULL REFERENCES round (id),
    version    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    created_by BLOB NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (round, version)
) STRICT;

-- The bank of questions of the body that runs rounds.
CREATE TABLE access_scenario (
    id           BLOB PRIMARY KEY,
    owner        TEXT NOT NULL REFERENCES body (code),
    code         TEXT NOT NULL,
    -- JSON list of channels; empty for all.
    channels     TEXT NOT NULL,
    question     TEXT NOT NULL,
    right_answer TEXT NOT NULL,
    version      INTEGER NOT NULL,
    retired_at   INTEGER,
    created_at   INTEGER NOT NULL,
    UNIQUE (owner, code)
) STRICT;

CREATE TABLE access_tester (
    round       BLOB NOT NULL REFERENCES round (id),
    person      BLOB NOT NULL REFERENCES person (id),
    institution TEXT NOT NULL,
    -- JSON list of the codes of bodies to which the person has a tie.
    ties        TEXT NOT NULL,
    left_at     INTEGER,
    PRIMARY KEY (round, person)
) STRICT;

CREATE TABLE access_draw (
    round    BLOB NOT NULL REFERENCES round (id),
    number   INTEGER NOT NULL,
    seed     TEXT NOT NULL,
    reason   TEXT NOT NULL DEFAULT '',
    -- JSON: what the draw rested on and what came of it, as it is published.
    record   TEXT NOT NULL,
    drawn_by BLOB NOT NULL REFERENCES person (id),
    drawn_at INTEGER NOT NULL,
    PRIMARY KEY (round, number)
) STRICT;

CREATE TABLE access_case (
    id           BLOB PRIMARY KEY,
    round        BLOB NOT NULL,
    body         TEXT NOT NULL,
    channel      TEXT NOT NULL,
    tester       BLOB NOT NULL REFERENCES person (id),
    draw         INTEGER NOT NULL,
    sheet        INTEGER NOT NULL,
    -- The question as it stood in the bank at the draw.
    scenario     TEXT NOT NULL,
    question     TEXT NOT NULL,
    right_answer TEXT NOT NULL,
    due_at       INTEGER NOT NULL,
    state        TEXT NOT NULL,
    version      INTEGER NOT NULL,
    -- When the question was sent and to where.
    sent_at      INTEGER,
    sent_to      TEXT NOT NULL DEFAULT '',
    -- What the tester recorded, JSON.
    record       TEXT NOT NULL DEFAULT '{}',
    -- 0 to 100, exact; only of a sheet that was handed in.
    score        TEXT,
    submitted_at INTEGER,
    -- When the province was told of silence.
    told_at      INTEGER,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body),
    FOREIGN KEY (round, sheet) REFERENCES access_sheet (round, version),
    FOREIGN KEY (round, draw) REFERENCES access_draw (round, number)
) STRICT;
-- One living case of an office and a channel.
CREATE UNIQUE INDEX access_case_live_key ON access_case (round, body, channel) WHERE state <> 'called_off';
CREATE INDEX access_case_tester_idx ON access_case (tester, state);

CREATE TABLE access_proof (
    id          BLOB PRIMARY KEY,
    access_case BLOB NOT NULL REFERENCES access_case (id),
    blob        TEXT NOT NULL REFERENCES blob (address),
    file_name   TEXT NOT NULL,
    caption     TEXT NOT NULL DEFAULT '',
    added_by    BLOB NOT NULL REFERENCES person (id),
    added_at    INTEGER NOT NULL,
    removed_at  INTEGER
) STRICT;
CREATE INDEX access_proof_case_idx ON access_proof (access_case);
CREATE INDEX access_proof_blob_idx ON access_proof (blob);

-- An office that tries the test on itself. A table of its own: what is in it can never count.
CREATE TABLE access_practice (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    channel    TEXT NOT NULL,
    question   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    sent_at    INTEGER NOT NULL,
    record     TEXT NOT NULL DEFAULT '{}',
    ended_at   INTEGER,
    started_by BLOB NOT NULL REFERENCES person (id),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX access_practice_body_idx ON access_practice (round, body, sent_at);

-- What an office checks each day so that a question reaches it.
CREATE TABLE access_readiness (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    at         INTEGER NOT NULL,
    -- JSON.
    checks     TEXT NOT NULL,
    written_by BLOB NOT NULL REFERENCES person (id),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX access_readiness_body_idx ON access_readiness (round, body, at);

-- One walk through an office's site, with everything that was looked at.
CREATE TABLE site_visit (
    id       BLOB PRIMARY KEY,
    round    BLOB NOT NULL,
    body     TEXT NOT NULL,
    site     TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    -- JSON.
    report   TEXT NOT NULL,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX site_visit_body_idx ON site_visit (round, body, begun_at);

-- What walks found amiss, each thing once, with its life.
CREATE TABLE site_finding (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    code       TEXT NOT NULL,
    url        TEXT NOT NULL,
    state      TEXT NOT NULL,
    version    INTEGER NOT NULL,
    first_at   INTEGER NOT NULL,
    last_at    INTEGER NOT NULL,
    -- JSON: what the first and the latest walk saw.
    first_seen TEXT NOT NULL,
    last_seen  TEXT NOT NULL,
    reply      TEXT NOT NULL DEFAULT '',
    replied_by BLOB REFERENCES person (id),
    replied_at INTEGER,
    reason     TEXT NOT NULL DEFAULT '',
    decided_by BLOB REFERENCES person (id),
    decided_at INTEGER,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE UNIQUE INDEX site_finding_round_body_code_url_key ON site_finding (round, body, code, url);
