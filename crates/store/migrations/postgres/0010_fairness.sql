-- Fairness in the open: comments of the public, outages, acting for another, and how far the time has come.

-- Anybody may challenge what an office claims.
CREATE TABLE comment (
    id          UUID PRIMARY KEY,
    round       UUID NOT NULL,
    body        TEXT COLLATE "C" NOT NULL,
    question    TEXT COLLATE "C" NOT NULL,
    -- What the sender holds in hand.
    receipt     TEXT COLLATE "C" NOT NULL UNIQUE,
    -- Private: seen by those who handle it alone.
    name        TEXT COLLATE "C" NOT NULL DEFAULT '',
    contact     TEXT COLLATE "C" NOT NULL DEFAULT '',
    text        TEXT COLLATE "C" NOT NULL,
    -- 'new', 'used', 'unfounded'
    state       TEXT COLLATE "C" NOT NULL,
    version     BIGINT NOT NULL,
    sent_at     BIGINT NOT NULL,
    handled_by  UUID REFERENCES person (id),
    handled_at  BIGINT,
    reason      TEXT COLLATE "C" NOT NULL DEFAULT '',
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX comment_place_idx ON comment (round, body, question);

CREATE TABLE comment_file (
    comment   UUID NOT NULL REFERENCES comment (id),
    -- From 1.
    position  BIGINT NOT NULL,
    blob      TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    file_name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (comment, position)
);

-- Times at which the platform could not be used.
CREATE TABLE outage (
    id          UUID PRIMARY KEY,
    round       UUID NOT NULL REFERENCES round (id),
    began_at    BIGINT NOT NULL,
    ended_at    BIGINT NOT NULL,
    reason      TEXT COLLATE "C" NOT NULL,
    recorded_by UUID NOT NULL REFERENCES person (id),
    recorded_at BIGINT NOT NULL
);
CREATE INDEX outage_round_idx ON outage (round);

CREATE TABLE outage_body (
    outage UUID NOT NULL REFERENCES outage (id),
    body   TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    PRIMARY KEY (outage, body)
);

-- An administrator acts for somebody with this session, until then.
ALTER TABLE session ADD COLUMN acting_for UUID REFERENCES person (id);
ALTER TABLE session ADD COLUMN acting_until BIGINT;
-- Who acted in the actor's name.
ALTER TABLE event ADD COLUMN through UUID REFERENCES person (id);

-- The latest moment that any replica has lived through; one row.
CREATE TABLE high_water (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);
