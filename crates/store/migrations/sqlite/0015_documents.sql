-- What documents hold: their text, what was blacked out in them, and who answered the warnings on personal data.

-- The text of a document or table, form feeds between its pages.
CREATE TABLE blob_text (
    blob   TEXT PRIMARY KEY REFERENCES blob (address),
    text   TEXT NOT NULL,
    -- The document holds more than is kept.
    is_cut INTEGER NOT NULL
) STRICT;

-- SHA-256 of the bytes: what the public is given of a picture is a copy without what its camera noted.
ALTER TABLE derivative ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';

-- A file of an item that is to be blacked out in places. Both files may go with an edition that is given up.
CREATE TABLE redaction (
    id       BLOB PRIMARY KEY,
    item     BLOB NOT NULL REFERENCES item (id),
    file     BLOB NOT NULL,
    -- JSON: the boxes.
    areas    TEXT NOT NULL,
    -- 'waiting', 'done', 'failed'
    state    TEXT NOT NULL,
    -- The file that took the place of the other one.
    made     BLOB,
    asked_by BLOB NOT NULL REFERENCES person (id),
    asked_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX redaction_item_idx ON redaction (item, asked_at);

-- Somebody looked at the warnings on personal data of an edition as they were then.
CREATE TABLE privacy_answer (
    item        BLOB NOT NULL REFERENCES item (id),
    edition     INTEGER NOT NULL,
    -- Of the warnings: other ones are asked for again.
    digest      TEXT NOT NULL,
    answered_by BLOB NOT NULL REFERENCES person (id),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (item, edition)
) STRICT;
