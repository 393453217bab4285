-- Interviews: rooms at times, who sits in them, and what the panel found.

CREATE TABLE sitting (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL REFERENCES round (id),
    room       BIGINT NOT NULL,
    opens      BIGINT NOT NULL,
    closes     BIGINT NOT NULL,
    -- Where the room is met on the net; empty where it is not known yet.
    link       TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- What the plan was drawn from.
    seed       TEXT COLLATE "C" NOT NULL,
    planned_by UUID NOT NULL REFERENCES person (id),
    planned_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sitting_round_room_opens_key ON sitting (round, room, opens);

CREATE TABLE seat (
    round    UUID NOT NULL,
    body     TEXT COLLATE "C" NOT NULL,
    sitting  UUID NOT NULL REFERENCES sitting (id),
    -- From 1: in which order the offices speak.
    position BIGINT NOT NULL,
    PRIMARY KEY (round, body),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX seat_sitting_idx ON seat (sitting);

CREATE TABLE sitting_panel (
    sitting UUID NOT NULL REFERENCES sitting (id),
    person  UUID NOT NULL REFERENCES person (id),
    PRIMARY KEY (sitting, person)
);
CREATE INDEX sitting_panel_person_idx ON sitting_panel (person);

CREATE TABLE panel_sheet (
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    person     UUID NOT NULL REFERENCES person (id),
    version    BIGINT NOT NULL,
    state      TEXT COLLATE "C" NOT NULL,
    -- JSON: points by criterion, exact numbers as text, null where none are given yet.
    points     TEXT COLLATE "C" NOT NULL,
    -- JSON: what of the walk was shown.
    tour       TEXT COLLATE "C" NOT NULL,
    note       TEXT COLLATE "C" NOT NULL DEFAULT '',
    saved_at   BIGINT NOT NULL,
    PRIMARY KEY (round, body, person),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
