-- Appeals: an office contests the judgement of an answer. What is decided of it is in judgement, with the tier 'appeal';
-- earlier versions of both are in the events.

CREATE TABLE appeal (
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    question   TEXT NOT NULL,
    -- Counts the changes, for edits that meet.
    version    INTEGER NOT NULL,
    -- 'draft', 'filed', 'withdrawn', 'accepted', 'partly', 'refused', 'lowered'
    state      TEXT NOT NULL,
    reasons    TEXT NOT NULL,
    -- The exact share that is contested, 'not_applicable' where the question dropped out; none before it is filed.
    contested  TEXT,
    saved_by   BLOB NOT NULL REFERENCES person (id),
    saved_at   INTEGER NOT NULL,
    filed_by   BLOB REFERENCES person (id),
    filed_at   INTEGER,
    decided_at INTEGER,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;

-- Whether it came with an appeal: it stands beside what was judged and never takes its place.
ALTER TABLE evidence ADD COLUMN appeal INTEGER NOT NULL DEFAULT 0;

-- When somebody of the office first saw its provisional result.
ALTER TABLE assessment ADD COLUMN provisional_seen_at INTEGER;
