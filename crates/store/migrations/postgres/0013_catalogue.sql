-- The list of public information of each office.

CREATE TABLE item (
    id               UUID PRIMARY KEY,
    reference        TEXT COLLATE "C" NOT NULL UNIQUE,
    body             TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    -- 'draft', 'checked', 'published', 'revised', 'rechecked', 'withdrawn'
    state            TEXT COLLATE "C" NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision         BIGINT NOT NULL,
    -- Number of the newest edition: the one that is being written, where one is.
    edition          BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    changed_at       BIGINT NOT NULL,
    checked_by       UUID REFERENCES person (id),
    withdrawn_at     BIGINT,
    withdrawn_reason TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX item_body_idx ON item (body, changed_at);

-- What is written about an item. Once published, an edition stays as it was.
CREATE TABLE item_edition (
    item         UUID NOT NULL REFERENCES item (id),
    -- From 1.
    number       BIGINT NOT NULL,
    -- Title, class, duty and year stand in the content too; lists filter and sort by them.
    title        TEXT COLLATE "C" NOT NULL,
    class        TEXT COLLATE "C" NOT NULL,
    duty         TEXT COLLATE "C" NOT NULL,
    year         BIGINT,
    content      TEXT COLLATE "C" NOT NULL,
    -- Why it was revised.
    reason       TEXT COLLATE "C" NOT NULL DEFAULT '',
    published_at BIGINT,
    published_by UUID REFERENCES person (id),
    -- The minute from which the public sees it: later than its publication under an embargo.
    visible_from BIGINT,
    PRIMARY KEY (item, number)
);
CREATE INDEX item_edition_visible_idx ON item_edition (visible_from);

-- A file of an item. It belongs to the editions from `added_in` on, up to that before `removed_in`.
CREATE TABLE item_file (
    id         UUID PRIMARY KEY,
    item       UUID NOT NULL REFERENCES item (id),
    blob       TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    name       TEXT COLLATE "C" NOT NULL,
    caption    TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- A part of it is blacked out.
    redacted   BOOLEAN NOT NULL DEFAULT FALSE,
    added_in   BIGINT NOT NULL,
    removed_in BIGINT,
    added_by   UUID NOT NULL REFERENCES person (id),
    added_at   BIGINT NOT NULL
);
CREATE INDEX item_file_item_idx ON item_file (item, added_at);
CREATE INDEX item_file_blob_idx ON item_file (blob);
