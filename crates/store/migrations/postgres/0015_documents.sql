-- What documents hold: their text, what was blacked out in them, and who answered the warnings on personal data.

-- The text of a document or table, form feeds between its pages.
CREATE TABLE blob_text (
    blob   TEXT COLLATE "C" PRIMARY KEY REFERENCES blob (address),
    text   TEXT COLLATE "C" NOT NULL,
    -- The document holds more than is kept.
    is_cut BOOLEAN NOT NULL
);

-- SHA-256 of the bytes: what the public is given of a picture is a copy without what its camera noted.
ALTER TABLE derivative ADD COLUMN sha256 TEXT COLLATE "C" NOT NULL DEFAULT '';

-- A file of an item that is to be blacked out in places. Both files may go with an edition that is given up.
CREATE TABLE redaction (
    id       UUID PRIMARY KEY,
    item     UUID NOT NULL REFERENCES item (id),
    file     UUID NOT NULL,
    -- JSON: the boxes.
    areas    TEXT COLLATE "C" NOT NULL,
    -- 'waiting', 'done', 'failed'
    state    TEXT COLLATE "C" NOT NULL,
    -- The file that took the place of the other one.
    made     UUID,
    asked_by UUID NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX redaction_item_idx ON redaction (item, asked_at);

-- Somebody looked at the warnings on personal data of an edition as they were then.
CREATE TABLE privacy_answer (
    item        UUID NOT NULL REFERENCES item (id),
    edition     BIGINT NOT NULL,
    -- Of the warnings: other ones are asked for again.
    digest      TEXT COLLATE "C" NOT NULL,
    answered_by UUID NOT NULL REFERENCES person (id),
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (item, edition)
);
