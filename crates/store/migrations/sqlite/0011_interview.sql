-- Interviews: rooms at times, who sits in them, and what the panel found.

CREATE TABLE sitting (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL REFERENCES round (id),
    room       INTEGER NOT NULL,
    opens      INTEGER NOT NULL,
    closes     INTEGER NOT NULL,
    -- Where the room is met on the net; empty where it is not known yet.
    link       TEXT NOT NULL DEFAULT '',
    -- What the plan was drawn from.
    seed       TEXT NOT NULL,
    planned_by BLOB NOT NULL REFERENCES person (id),
    planned_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sitting_round_room_opens_key ON sitting (round, room, opens);

CREATE TABLE seat (
    round    BLOB NOT NULL,
    body     TEXT NOT NULL,
    sitting  BLOB NOT NULL REFERENCES sitting (id),
    -- From 1: in which order the offices speak.
    position INTEGER NOT NULL,
    PRIMARY KEY (round, body),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX seat_sitting_idx ON seat (sitting);

CREATE TABLE sitting_panel (
    sitting BLOB NOT NULL REFERENCES sitting (id),
    person  BLOB NOT NULL REFERENCES person (id),
    PRIMARY KEY (sitting, person)
) STRICT;
CREATE INDEX sitting_panel_person_idx ON sitting_panel (person);

CREATE TABLE panel_sheet (
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    person     BLOB NOT NULL REFERENCES person (id),
    version    INTEGER NOT NULL,
    state      TEXT NOT NULL,
    -- JSON: points by criterion, exact numbers as text, null where none are given yet.
    points     TEXT NOT NULL,
    -- JSON: what of the walk was shown.
    tour       TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT '',
    saved_at   INTEGER NOT NULL,
    PRIMARY KEY (round, body, person),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
