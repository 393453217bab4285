-- Offices in whose place others stand from a day on, and results that keep the names of their time.

CREATE TABLE succession (
    -- The office that ends. It keeps everything that it has.
    body        TEXT PRIMARY KEY REFERENCES body (code),
    version     INTEGER NOT NULL,
    -- The first day of its successors, as 2026-07-01.
    since       TEXT NOT NULL,
    -- What it rests on, such as the number of a law.
    ground      TEXT NOT NULL,
    -- NULL where the operator did it.
    recorded_by BLOB REFERENCES person (id),
    recorded_at INTEGER NOT NULL
) STRICT;

-- One row a successor; a succession that was taken back has none.
CREATE TABLE successor (
    body      TEXT NOT NULL REFERENCES succession (body),
    successor TEXT NOT NULL REFERENCES body (code),
    PRIMARY KEY (body, successor),
    CONSTRAINT successor_other_check CHECK (body <> successor)
) STRICT;
CREATE INDEX successor_successor_idx ON successor (successor);

-- Name and place of the office when the result became public.
ALTER TABLE result ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE result ADD COLUMN office_name TEXT NOT NULL DEFAULT '';
ALTER TABLE result ADD COLUMN parent TEXT;
UPDATE result SET
    name = (SELECT b.name FROM body b WHERE b.code = result.body),
    office_name = (SELECT b.office_name FROM body b WHERE b.code = result.body),
    parent = (SELECT b.parent FROM body b WHERE b.code = result.body);
