-- The workbench of those who judge, questions given back to their office, who judges whom, the second reading.

-- What a reviewer notes beside a judgement; the office never sees it.
CREATE TABLE review_note (
    round    UUID NOT NULL,
    body     TEXT COLLATE "C" NOT NULL,
    question TEXT COLLATE "C" NOT NULL,
    person   UUID NOT NULL REFERENCES person (id),
    text     TEXT COLLATE "C" NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (round, body, question, person),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);

-- Reasons that whoever runs the round offers for a question.
CREATE TABLE phrase (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL REFERENCES round (id),
    question   TEXT COLLATE "C" NOT NULL,
    text       TEXT COLLATE "C" NOT NULL,
    added_by   UUID NOT NULL REFERENCES person (id),
    added_at   BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX phrase_question_idx ON phrase (round, question);

-- A question back at its office, once at most.
CREATE TABLE review_return (
    id        UUID PRIMARY KEY,
    round     UUID NOT NULL,
    body      TEXT COLLATE "C" NOT NULL,
    question  TEXT COLLATE "C" NOT NULL,
    -- 'open', 'resubmitted', 'expired', 'withdrawn'
    state     TEXT COLLATE "C" NOT NULL,
    reason    TEXT COLLATE "C" NOT NULL,
    opened_by UUID NOT NULL REFERENCES person (id),
    opened_at BIGINT NOT NULL,
    due_at    BIGINT NOT NULL,
    closed_by UUID REFERENCES person (id),
    closed_at BIGINT,
    -- Of what the office sent again: its number, and SHA-256 of the canonical JSON, hexadecimal.
    receipt   TEXT COLLATE "C",
    hash      TEXT COLLATE "C",
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE UNIQUE INDEX review_return_round_body_question_key ON review_return (round, body, question);
CREATE UNIQUE INDEX review_return_receipt_key ON review_return (receipt) WHERE receipt IS NOT NULL;

-- Something decided by lot, with everything that is needed to draw it again.
CREATE TABLE draw (
    id       UUID PRIMARY KEY,
    round    UUID NOT NULL REFERENCES round (id),
    -- 'duties' or 'sample'
    kind     TEXT COLLATE "C" NOT NULL,
    -- The body under which the offices are.
    body     TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    seed     TEXT COLLATE "C" NOT NULL,
    -- JSON: what the lot was drawn from, and what came of it.
    inputs   TEXT COLLATE "C" NOT NULL,
    drawn_by UUID NOT NULL REFERENCES person (id),
    drawn_at BIGINT NOT NULL
);
CREATE INDEX draw_round_idx ON draw (round, body);
-- A sample is drawn once.
CREATE UNIQUE INDEX draw_sample_key ON draw (round, body) WHERE kind = 'sample';

-- Who judges an office. An office without a row is judged by everybody who may.
CREATE TABLE duty (
    id       UUID PRIMARY KEY,
    round    UUID NOT NULL,
    body     TEXT COLLATE "C" NOT NULL,
    person   UUID NOT NULL REFERENCES person (id),
    -- Absent where somebody gave it by hand.
    draw     UUID REFERENCES draw (id),
    given_by UUID NOT NULL REFERENCES person (id),
    given_at BIGINT NOT NULL,
    ended_at BIGINT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE UNIQUE INDEX duty_live_key ON duty (round, body) WHERE ended_at IS NULL;
CREATE INDEX duty_person_idx ON duty (round, person) WHERE ended_at IS NULL;

-- Where a person served before; who served at an office does not judge it.
CREATE TABLE former_post (
    id         UUID PRIMARY KEY,
    person     UUID NOT NULL REFERENCES person (id),
    body       TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    post       TEXT COLLATE "C" NOT NULL,
    entered_by UUID NOT NULL REFERENCES person (id),
    entered_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX former_post_person_idx ON former_post (person);
CREATE INDEX former_post_body_idx ON former_post (body);

-- An answer that is read a second time.
CREATE TABLE reading (
    round       UUID NOT NULL,
    body        TEXT COLLATE "C" NOT NULL,
    question    TEXT COLLATE "C" NOT NULL,
    draw        UUID NOT NULL REFERENCES draw (id),
    -- The body under which the office is.
    province    TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    reader      UUID NOT NULL REFERENCES person (id),
    -- 'waiting', 'agreed', 'differs', 'kept', 'changed'
    state       TEXT COLLATE "C" NOT NULL,
    -- What the second reader found, and what the first had found when it was compared.
    value       TEXT COLLATE "C",
    share       TEXT COLLATE "C",
    reason      TEXT COLLATE "C" NOT NULL DEFAULT '',
    first_share TEXT COLLATE "C",
    read_by     UUID REFERENCES person (id),
    read_at     BIGINT,
    decided_by  UUID REFERENCES person (id),
    decided_at  BIGINT,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX reading_reader_idx ON reading (round, reader);
