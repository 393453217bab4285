-- Tables of items that were sent, looked through, and taken over as drafts or not.

CREATE TABLE item_import (
    id         UUID PRIMARY KEY,
    body       TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    person     UUID NOT NULL REFERENCES person (id),
    blob       TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    name       TEXT COLLATE "C" NOT NULL,
    -- The class of rows that tell none; empty where the table tells it.
    class      TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    -- When its good rows became drafts, and how many.
    done_at    BIGINT,
    made       BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX item_import_body_idx ON item_import (body, created_at);
