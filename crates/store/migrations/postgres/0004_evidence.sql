-- Evidence that arrives, and that can be believed.

-- Where an office stands, millionths of a degree; both or none.
ALTER TABLE body ADD COLUMN latitude BIGINT;
ALTER TABLE body ADD COLUMN longitude BIGINT;

-- What a round decides about files; empty where the operator's settings hold. Bytes and seconds.
ALTER TABLE round ADD COLUMN max_file_size BIGINT;
ALTER TABLE round ADD COLUMN max_office_size BIGINT;
ALTER TABLE round ADD COLUMN upload_grace BIGINT;

-- What the office holds in its hands for a file that has arrived; links have none.
ALTER TABLE evidence ADD COLUMN receipt TEXT COLLATE "C";
-- What the camera of our page recorded (time, place), JSON.
ALTER TABLE evidence ADD COLUMN capture TEXT COLLATE "C";
-- The older version that this one took the place of.
ALTER TABLE evidence ADD COLUMN replaces UUID REFERENCES evidence (id);
CREATE UNIQUE INDEX evidence_receipt_key ON evidence (receipt) WHERE receipt IS NOT NULL;

ALTER TABLE upload ADD COLUMN capture TEXT COLLATE "C";
ALTER TABLE upload ADD COLUMN replaces UUID REFERENCES evidence (id);

-- When the bytes were last compared with their address, and what was wrong then ('missing', 'changed').
ALTER TABLE blob ADD COLUMN checked_at BIGINT;
ALTER TABLE blob ADD COLUMN damage TEXT COLLATE "C";
CREATE INDEX blob_checked_idx ON blob (checked_at);

-- What a look inside a file found. One for each blob, whoever sent it.
CREATE TABLE examination (
    blob       TEXT COLLATE "C" PRIMARY KEY REFERENCES blob (address),
    -- 'waiting', 'done', 'failed'
    state      TEXT COLLATE "C" NOT NULL,
    -- Which examination found it; an older one is done again.
    edition    BIGINT NOT NULL DEFAULT 0,
    -- JSON.
    facts      TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    -- Why it may not be given out: the name of what the virus scanner found, or a bomb.
    quarantine TEXT COLLATE "C",
    changed_at BIGINT NOT NULL
);

-- Pictures made of a blob: what others than its owner see of it.
CREATE TABLE derivative (
    blob     TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    -- 'preview', 'thumbnail', 'page', 'poster'
    kind     TEXT COLLATE "C" NOT NULL,
    -- From 1: the page of a document; 1 for the others.
    position BIGINT NOT NULL,
    -- BLAKE3 of its bytes, hexadecimal: its address in the file store. It is no evidence of its own.
    address  TEXT COLLATE "C" NOT NULL,
    media    TEXT COLLATE "C" NOT NULL,
    size     BIGINT NOT NULL,
    width    BIGINT NOT NULL,
    height   BIGINT NOT NULL,
    PRIMARY KEY (blob, kind, position)
);

-- Perceptual hashes of pictures, to find near copies.
CREATE TABLE likeness (
    blob     TEXT COLLATE "C" PRIMARY KEY REFERENCES blob (address),
    -- Hexadecimal, 16 digits for each hash, with the whole picture's first.
    hashes   TEXT COLLATE "C" NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX likeness_added_idx ON likeness (added_at);

-- Pictures that look alike, both ways round, so that what was seen before is read and not searched.
CREATE TABLE near_copy (
    blob  TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    other TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    -- Bits in which their hashes differ.
    bits  BIGINT NOT NULL,
    PRIMARY KEY (blob, other)
);

-- What an anonymous visitor found at a link.
CREATE TABLE probe (
    id         UUID PRIMARY KEY,
    round      UUID NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    question   TEXT COLLATE "C" NOT NULL,
    url        TEXT COLLATE "C" NOT NULL,
    -- 'saved', 'submission', 'closing', 'asked'
    occasion   TEXT COLLATE "C" NOT NULL,
    at         BIGINT NOT NULL,
    -- What came of it, JSON.
    outcome    TEXT COLLATE "C" NOT NULL,
    -- Whether an anonymous visitor got what was linked.
    reachable  BIGINT NOT NULL,
    -- What was there: address in the file store, and its SHA-256.
    snapshot   TEXT COLLATE "C",
    sha256     TEXT COLLATE "C",
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
CREATE INDEX probe_place_idx ON probe (round, body, question, at);

-- Sections and questions in the hands of colleagues.
CREATE TABLE assignment (
    id       UUID PRIMARY KEY,
    round    UUID NOT NULL,
    body     TEXT COLLATE "C" NOT NULL,
    -- 'section' or 'question', and its code.
    scope    TEXT COLLATE "C" NOT NULL,
    code     TEXT COLLATE "C" NOT NULL,
    person   UUID NOT NULL REFERENCES person (id),
    due_at   BIGINT,
    note     TEXT COLLATE "C" NOT NULL DEFAULT '',
    given_by UUID NOT NULL REFERENCES person (id),
    given_at BIGINT NOT NULL,
    ended_at BIGINT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
-- One live assignment of a section or question.
CREATE UNIQUE INDEX assignment_live_key ON assignment (round, body, scope, code) WHERE ended_at IS NULL;
CREATE INDEX assignment_person_idx ON assignment (person) WHERE ended_at IS NULL;
