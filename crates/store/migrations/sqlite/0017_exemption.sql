-- Consequence tests, and the list of exempt information that comes of them.
CREATE TABLE exemption (
    id              BLOB PRIMARY KEY,
    reference       TEXT NOT NULL UNIQUE,
    body            TEXT NOT NULL REFERENCES body (code),
    -- 'draft', 'considered', 'proposed', 'approved', 'changed', 'expired', 'opened', 'dropped'
    state           TEXT NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision        INTEGER NOT NULL,
    -- The sheet of the test, as JSON. It stays as it was from the proposal on.
    content         TEXT NOT NULL,
    -- The test in whose place this one is to stand.
    replaces        BLOB REFERENCES exemption (id),
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    proposed_by     BLOB REFERENCES person (id),
    proposed_at     INTEGER,
    approved_by     BLOB REFERENCES person (id),
    approved_at     INTEGER,
    -- Number, day and place of the decision that makes the information exempt.
    decision_number TEXT NOT NULL DEFAULT '',
    decision_day    TEXT,
    decision_place  TEXT NOT NULL DEFAULT '',
    -- The minute from which the information is open by law; none where the term is a condition.
    ends_at         INTEGER,
    -- When it was opened, changed or dropped, and by which decision or for which reason.
    ended_at        INTEGER,
    ended_number    TEXT NOT NULL DEFAULT '',
    ended_reason    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX exemption_body_idx ON exemption (body, changed_at);

-- What people were told of a duty: once while it is due soon, once when it is late, for each day by which it is due.
CREATE TABLE duty_notice (
    body    TEXT NOT NULL REFERENCES body (code),
    duty    TEXT NOT NULL,
    due     TEXT NOT NULL,
    state   TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    PRIMARY KEY (body, duty, due, state)
) STRICT;
