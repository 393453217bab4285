-- Uploads that come in pieces.

CREATE TABLE upload (
    -- 128 random bits, hexadecimal: the name of the part among the files, and all that its address tells.
    id         TEXT PRIMARY KEY,
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    question   TEXT NOT NULL,
    slot       TEXT NOT NULL,
    person     BLOB NOT NULL REFERENCES person (id),
    file_name  TEXT NOT NULL,
    caption    TEXT NOT NULL DEFAULT '',
    size       INTEGER NOT NULL,
    -- Bytes that are on the disk and count.
    received   INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL,
    -- What was wrong with the file, JSON.
    problem    TEXT,
    evidence   BLOB REFERENCES evidence (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    closed_at  INTEGER,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX upload_place_idx ON upload (round, body, question) WHERE state = 'open';
CREATE INDEX upload_expiry_idx ON upload (expires_at) WHERE state = 'open';

-- Whether it arrived after the answers were signed: *terlambat unggah*.
ALTER TABLE evidence ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
