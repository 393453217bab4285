-- The workbench of those who judge, questions given back to their office, who judges whom, the second reading.

-- What a reviewer notes beside a judgement; the office never sees it.
CREATE TABLE review_note (
    round    BLOB NOT NULL,
    body     TEXT NOT NULL,
    question TEXT NOT NULL,
    person   BLOB NOT NULL REFERENCES person (id),
    text     TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (round, body, question, person),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;

-- Reasons that whoever runs the round offers for a question.
CREATE TABLE phrase (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL REFERENCES round (id),
    question   TEXT NOT NULL,
    text       TEXT NOT NULL,
    added_by   BLOB NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE INDEX phrase_question_idx ON phrase (round, question);

-- A question back at its office, once at most.
CREATE TABLE review_return (
    id        BLOB PRIMARY KEY,
    round     BLOB NOT NULL,
    body      TEXT NOT NULL,
    question  TEXT NOT NULL,
    -- 'open', 'resubmitted', 'expired', 'withdrawn'
    state     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    opened_by BLOB NOT NULL REFERENCES person (id),
    opened_at INTEGER NOT NULL,
    due_at    INTEGER NOT NULL,
    closed_by BLOB REFERENCES person (id),
    closed_at INTEGER,
    -- Of what the office sent again: its number, and SHA-256 of the canonical JSON, hexadecimal.
    receipt   TEXT,
    hash      TEXT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE UNIQUE INDEX review_return_round_body_question_key ON review_return (round, body, question);
CREATE UNIQUE INDEX review_return_receipt_key ON review_return (receipt) WHERE receipt IS NOT NULL;

-- Something decided by lot, with everything that is needed to draw it again.
CREATE TABLE draw (
    id       BLOB PRIMARY KEY,
    round    BLOB NOT NULL REFERENCES round (id),
    -- 'duties' or 'sample'
    kind     TEXT NOT NULL,
    -- The body under which the offices are.
    body     TEXT NOT NULL REFERENCES body (code),
    seed     TEXT NOT NULL,
    -- JSON: what the lot was drawn from, and what came of it.
    inputs   TEXT NOT NULL,
    drawn_by BLOB NOT NULL REFERENCES person (id),
    drawn_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draw_round_idx ON draw (round, body);
-- A sample is drawn once.
CREATE UNIQUE INDEX draw_sample_key ON draw (round, body) WHERE kind = 'sample';

-- Who judges an office. An office without a row is judged by everybody who may.
CREATE TABLE duty (
    id       BLOB PRIMARY KEY,
    round    BLOB NOT NULL,
    body     TEXT NOT NULL,
    person   BLOB NOT NULL REFERENCES person (id),
    -- Absent where somebody gave it by hand.
    draw     BLOB REFERENCES draw (id),
    given_by BLOB NOT NULL REFERENCES person (id),
    given_at INTEGER NOT NULL,
    ended_at INTEGER,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE UNIQUE INDEX duty_live_key ON duty (round, body) WHERE ended_at IS NULL;
CREATE INDEX duty_person_idx ON duty (round, person) WHERE ended_at IS NULL;

-- Where a person served before; who served at an office does not judge it.
CREATE TABLE former_post (
    id         BLOB PRIMARY KEY,
    person     BLOB NOT NULL REFERENCES person (id),
    body       TEXT NOT NULL REFERENCES body (code),
    post       TEXT NOT NULL,
    entered_by BLOB NOT NULL REFERENCES person (id),
    entered_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE INDEX former_post_person_idx ON former_post (person);
CREATE INDEX former_post_body_idx ON former_post (body);

-- An answer that is read a second time.
CREATE TABLE reading (
    round       BLOB NOT NULL,
    body        TEXT NOT NULL,
    question    TEXT NOT NULL,
    draw        BLOB NOT NULL REFERENCES draw (id),
    -- The body under which the office is.
    province    TEXT NOT NULL REFERENCES body (code),
    reader      BLOB NOT NULL REFERENCES person (id),
    -- 'waiting', 'agreed', 'differs', 'kept', 'changed'
    state       TEXT NOT NULL,
    -- What the second reader found, and what the first had found when it was compared.
    value       TEXT,
    share       TEXT,
    reason      TEXT NOT NULL DEFAULT '',
    first_share TEXT,
    read_by     BLOB REFERENCES person (id),
    read_at     INTEGER,
    decided_by  BLOB REFERENCES person (id),
    decided_at  INTEGER,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX reading_reader_idx ON reading (round, reader);
