-- Tables of items that were sent, looked through, and taken over as drafts or not.

CREATE TABLE item_import (
    id         BLOB PRIMARY KEY,
    body       TEXT NOT NULL REFERENCES body (code),
    person     BLOB NOT NULL REFERENCES person (id),
    blob       TEXT NOT NULL REFERENCES blob (address),
    name       TEXT NOT NULL,
    -- The class of rows that tell none; empty where the table tells it.
    class      TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    -- When its good rows became drafts, and how many.
    done_at    INTEGER,
    made       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX item_import_body_idx ON item_import (body, created_at);
