-- Consequence tests, and the list of exempt information that comes of them.
CREATE TABLE exemption (
    id              UUID PRIMARY KEY,
    reference       TEXT COLLATE "C" NOT NULL UNIQUE,
    body            TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    -- 'draft', 'considered', 'proposed', 'approved', 'changed', 'expired', 'opened', 'dropped'
    state           TEXT COLLATE "C" NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision        BIGINT NOT NULL,
    -- The sheet of the test, as JSON. It stays as it was from the proposal on.
    content         TEXT COLLATE "C" NOT NULL,
    -- The test in whose place this one is to stand.
    replaces        UUID REFERENCES exemption (id),
    created_at      BIGINT NOT NULL,
    changed_at      BIGINT NOT NULL,
    proposed_by     UUID REFERENCES person (id),
    proposed_at     BIGINT,
    approved_by     UUID REFERENCES person (id),
    approved_at     BIGINT,
    -- Number, day and place of the decision that makes the information exempt.
    decision_number TEXT COLLATE "C" NOT NULL DEFAULT '',
    decision_day    TEXT COLLATE "C",
    decision_place  TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- The minute from which the information is open by law; none where the term is a condition.
    ends_at         BIGINT,
    -- When it was opened, changed or dropped, and by which decision or for which reason.
    ended_at        BIGINT,
    ended_number    TEXT COLLATE "C" NOT NULL DEFAULT '',
    ended_reason    TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX exemption_body_idx ON exemption (body, changed_at);

-- What people were told of a duty: once while it is due soon, once when it is late, for each day by which it is due.
CREATE TABLE duty_notice (
    body    TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    duty    TEXT COLLATE "C" NOT NULL,
    due     TEXT COLLATE "C" NOT NULL,
    state   TEXT COLLATE "C" NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (body, duty, due, state)
);
