-- Fairness in the open: comments of the public, outages, acting for another, and how far the time has come.

-- Anybody may challenge what an office claims.
CREATE TABLE comment (
    id          BLOB PRIMARY KEY,
    round       BLOB NOT NULL,
    body        TEXT NOT NULL,
    question    TEXT NOT NULL,
    -- What the sender holds in hand.
    receipt     TEXT NOT NULL UNIQUE,
    -- Private: seen by those who handle it alone.
    name        TEXT NOT NULL DEFAULT '',
    contact     TEXT NOT NULL DEFAULT '',
    text        TEXT NOT NULL,
    -- 'new', 'used', 'unfounded'
    state       TEXT NOT NULL,
    version     INTEGER NOT NULL,
    sent_at     INTEGER NOT NULL,
    handled_by  BLOB REFERENCES person (id),
    handled_at  INTEGER,
    reason      TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX comment_place_idx ON comment (round, body, question);

CREATE TABLE comment_file (
    comment   BLOB NOT NULL REFERENCES comment (id),
    -- From 1.
    position  INTEGER NOT NULL,
    blob      TEXT NOT NULL REFERENCES blob (address),
    file_name TEXT NOT NULL,
    PRIMARY KEY (comment, position)
) STRICT;

-- Times at which the platform could not be used.
CREATE TABLE outage (
    id          BLOB PRIMARY KEY,
    round       BLOB NOT NULL REFERENCES round (id),
    began_at    INTEGER NOT NULL,
    ended_at    INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES person (id),
    recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outage_round_idx ON outage (round);

CREATE TABLE outage_body (
    outage BLOB NOT NULL REFERENCES outage (id),
    body   TEXT NOT NULL REFERENCES body (code),
    PRIMARY KEY (outage, body)
) STRICT;

-- An administrator acts for somebody with this session, until then.
ALTER TABLE session ADD COLUMN acting_for BLOB REFERENCES person (id);
ALTER TABLE session ADD COLUMN acting_until INTEGER;
-- Who acted in the actor's name.
ALTER TABLE event ADD COLUMN through BLOB REFERENCES person (id);

-- The latest moment that any replica has lived through; one row.
CREATE TABLE high_water (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
