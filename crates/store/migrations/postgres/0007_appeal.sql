-- Appeals: an office contests the judgement of an answer. What is decided of it is in judgement, with the tier 'appeal';
-- earlier versions of both are in the events.

CREATE TABLE appeal (
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    question   TEXT COLLATE "C" NOT NULL,
    -- Counts the changes, for edits that meet.
    version    BIGINT NOT NULL,
    -- 'draft', 'filed', 'withdrawn', 'accepted', 'partly', 'refused', 'lowered'
    state      TEXT COLLATE "C" NOT NULL,
    reasons    TEXT COLLATE "C" NOT NULL,
    -- The exact share that is contested, 'not_applicable' where the question dropped out; none before it is filed.
    contested  TEXT COLLATE "C",
    saved_by   UUID NOT NULL REFERENCES person (id),
    saved_at   BIGINT NOT NULL,
    filed_by   UUID REFERENCES person (id),
    filed_at   BIGINT,
    decided_at BIGINT,
    PRIMARY KEY (round, body, question),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);

-- Whether it came with an appeal: it stands beside what was judged and never takes its place.
ALTER TABLE evidence ADD COLUMN appeal BIGINT NOT NULL DEFAULT 0;

-- When somebody of the office first saw its provisional result.
ALTER TABLE assessment ADD COLUMN provisional_seen_at BIGINT;
