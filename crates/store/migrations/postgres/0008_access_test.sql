-- The access test: who asks an office what, when, and what came of it; readiness of an office; walks through its site.

-- The office's public site, and its own form for requests; empty where not known.
ALTER TABLE body ADD COLUMN site TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE body ADD COLUMN request_form TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Sheets that a round uploaded in the place of the usual one; frozen at its first draw.
CREATE TABLE access_sheet (
    round      UUID NOT NULL REFERENCES round (id),
    version    BIGINT NOT NULL,
    title      TEXT COLLATE "C" NOT NULL,
    source     TEXT COLLATE "C" NOT NULL,
    sha256     TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_by UUID NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (round, version)
);

-- The bank of questions of the body that runs rounds.
CREATE TABLE access_scenario (
    id           UUID PRIMARY KEY,
    owner        TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    code         TEXT COLLATE "C" NOT NULL,
    -- JSON list of channels; empty for all.
    channels     TEXT COLLATE "C" NOT NULL,
    question     TEXT COLLATE "C" NOT NULL,
    right_answer TEXT COLLATE "C" NOT NULL,
    version      BIGINT NOT NULL,
    retired_at   BIGINT,
    created_at   BIGINT NOT NULL,
    UNIQUE (owner, code)
);

CREATE TABLE access_tester (
    round       UUID NOT NULL REFERENCES round (id),
    person      UUID NOT NULL REFERENCES person (id),
    institution TEXT COLLATE "C" NOT NULL,
    -- JSON list of the codes of bodies to which the person has a tie.
    ties        TEXT COLLATE "C" NOT NULL,
    left_at     BIGINT,
    PRIMARY KEY (round, person)
);

CREATE TABLE access_draw (
    round    UUID NOT NULL REFERENCES round (id),
    number   BIGINT NOT NULL,
    seed     TEXT COLLATE "C" NOT NULL,
    reason   TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- JSON: what the draw rested on and what came of it, as it is published.
    record   TEXT COLLATE "C" NOT NULL,
    drawn_by UUID NOT NULL REFERENCES person (id),
    drawn_at BIGINT NOT NULL,
    PRIMARY KEY (round, number)
);

CREATE TABLE access_case (
    id           UUID PRIMARY KEY,
    round        UUID NOT NULL,
    body         TEXT COLLATE "C" NOT NULL,
    channel      TEXT COLLATE "C" NOT NULL,
    tester       UUID NOT NULL REFERENCES person (id),
    draw         BIGINT NOT NULL,
    sheet        BIGINT NOT NULL,
    -- The question as it stood in the bank at the draw.
    scenario     TEXT COLLATE "C" NOT NULL,
    question     TEXT COLLATE "C" NOT NULL,
    right_answer TEXT COLLATE "C" NOT NULL,
    due_at       BIGINT NOT NULL,
    state        TEXT COLLATE "C" NOT NULL,
    version      BIGINT NOT NULL,
    -- When the question was sent and to where.
    sent_at      BIGINT,
    sent_to      TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- What the tester recorded, JSON.
    record       TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    -- 0 to 100, exact; only of a sheet that was handed in.
    score        TEXT COLLATE "C",
    submitted_at BIGINT,
    -- When the province was told of silence.
    told_at      BIGINT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body),
    FOREIGN KEY (round, sheet) REFERENCES access_sheet (round, version),
    FOREIGN KEY (round, draw) REFERENCES access_draw (round, number)
);
-- One living case of an office and a channel.
CREATE UNIQUE INDEX access_case_live_key ON access_case (round, body, channel) WHERE state <> 'called_off';
CREATE INDEX access_case_tester_idx ON access_case (tester, state);

CREATE TABLE access_proof (
    id          UUID PRIMARY KEY,
    access_case UUID NOT NULL REFERENCES access_case (id),
    blob        TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    file_name   TEXT COLLATE "C" NOT NULL,
    caption     TEXT COLLATE "C" NOT NULL DEFAULT '',
    added_by    UUID NOT NULL REFERENCES person (id),
    added_at    BIGINT NOT NULL,
    removed_at  BIGINT
);
CREATE INDEX access_proof_case_idx ON access_proof (access_case);
CREATE INDEX access_proof_blob_idx ON access_proof (blob);

-- An office that tries the test on itself. A table of its own: what is in it can never count.
CREATE TABLE access_practice (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    channel    TEXT COLLATE "C" NOT NULL,
    question   TEXT COLLATE "C" NOT NULL,
    version    BIGINT NOT NULL,
    sent_at    BIGINT NOT NULL,
    record     TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    ended_at   BIGINT,
    started_by UUID NOT NULL REFERENCES person (id),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX access_practice_body_idx ON access_practice (round, body, sent_at);

-- What an office checks each day so that a question reaches it.
CREATE TABLE access_readiness (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    at         BIGINT NOT NULL,
    -- JSON.
    checks     TEXT COLLATE "C" NOT NULL,
    written_by UUID NOT NULL REFERENCES person (id),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX access_readiness_body_idx ON access_readiness (round, body, at);

-- One walk through an office's site, with everything that was looked at.
CREATE TABLE site_visit (
    id       UUID PRIMARY KEY,
    round    UUID NOT NULL,
    body     TEXT COLLATE "C" NOT NULL,
    site     TEXT COLLATE "C" NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    -- JSON.
    report   TEXT COLLATE "C" NOT NULL,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX site_visit_body_idx ON site_visit (round, body, begun_at);

-- What walks found amiss, each thing once, with its life.
CREATE TABLE site_finding (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    url        TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL,
    version    BIGINT NOT NULL,
    first_at   BIGINT NOT NULL,
    last_at    BIGINT NOT NULL,
    -- JSON: what the first and the latest walk saw.
    first_seen TEXT COLLATE "C" NOT NULL,
    last_seen  TEXT COLLATE "C" NOT NULL,
    reply      TEXT COLLATE "C" NOT NULL DEFAULT '',
    replied_by UUID REFERENCES person (id),
    replied_at BIGINT,
    reason     TEXT COLLATE "C" NOT NULL DEFAULT '',
    decided_by UUID REFERENCES person (id),
    decided_at BIGINT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE UNIQUE INDEX site_finding_round_body_code_url_key ON site_finding (round, body, code, url);
