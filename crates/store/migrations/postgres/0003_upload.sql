-- Uploads that come in pieces.

CREATE TABLE upload (
    -- 128 random bits, hexadecimal: the name of the part among the files, and all that its address tells.
    id         TEXT COLLATE "C" PRIMARY KEY,
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    question   TEXT COLLATE "C" NOT NULL,
    slot       TEXT COLLATE "C" NOT NULL,
    person     UUID NOT NULL REFERENCES person (id),
    file_name  TEXT COLLATE "C" NOT NULL,
    caption    TEXT COLLATE "C" NOT NULL DEFAULT '',
    size       BIGINT NOT NULL,
    -- Bytes that are on the disk and count.
    received   BIGINT NOT NULL DEFAULT 0,
    state      TEXT COLLATE "C" NOT NULL,
    -- What was wrong with the file, JSON.
    problem    TEXT COLLATE "C",
    evidence   UUID REFERENCES evidence (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    closed_at  BIGINT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX upload_place_idx ON upload (round, body, question) WHERE state = 'open';
CREATE INDEX upload_expiry_idx ON upload (expires_at) WHERE state = 'open';

-- Whether it arrived after the answers were signed: *terlambat unggah*.
ALTER TABLE evidence ADD COLUMN late BIGINT NOT NULL DEFAULT 0;
