-- The list of public information of each office.

CREATE TABLE item (
    id               BLOB PRIMARY KEY,
    reference        TEXT NOT NULL UNIQUE,
    body             TEXT NOT NULL REFERENCES body (code),
    -- 'draft', 'checked', 'published', 'revised', 'rechecked', 'withdrawn'
    state            TEXT NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision         INTEGER NOT NULL,
    -- Number of the newest edition: the one that is being written, where one is.
    edition          INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    changed_at       INTEGER NOT NULL,
    checked_by       BLOB REFERENCES person (id),
    withdrawn_at     INTEGER,
    withdrawn_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX item_body_idx ON item (body, changed_at);

-- What is written about an item. Once published, an edition stays as it was.
CREATE TABLE item_edition (
    item         BLOB NOT NULL REFERENCES item (id),
    -- From 1.
    number       INTEGER NOT NULL,
    -- Title, class, duty and year stand in the content too; lists filter and sort by them.
    title        TEXT NOT NULL,
    class        TEXT NOT NULL,
    duty         TEXT NOT NULL,
    year         INTEGER,
    content      TEXT NOT NULL,
    -- Why it was revised.
    reason       TEXT NOT NULL DEFAULT '',
    published_at INTEGER,
    published_by BLOB REFERENCES person (id),
    -- The minute from which the public sees it: later than its publication under an embargo.
    visible_from INTEGER,
    PRIMARY KEY (item, number)
) STRICT;
CREATE INDEX item_edition_visible_idx ON item_edition (visible_from);

-- A file of an item. It belongs to the editions from `added_in` on, up to that before `removed_in`.
CREATE TABLE item_file (
    id         BLOB PRIMARY KEY,
    item       BLOB NOT NULL REFERENCES item (id),
    blob       TEXT NOT NULL REFERENCES blob (address),
    name       TEXT NOT NULL,
    caption    TEXT NOT NULL DEFAULT '',
    -- A part of it is blacked out.
    redacted   INTEGER NOT NULL DEFAULT 0,
    added_in   INTEGER NOT NULL,
    removed_in INTEGER,
    added_by   BLOB NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX item_file_item_idx ON item_file (item, added_at);
CREATE INDEX item_file_blob_idx ON item_file (blob);
