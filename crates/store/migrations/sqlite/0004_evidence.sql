-- Evidence that arrives, and that can be believed.

-- Where an office stands, millionths of a degree; both or none.
ALTER TABLE body ADD COLUMN latitude INTEGER;
ALTER TABLE body ADD COLUMN longitude INTEGER;

-- What a round decides about files; empty where the operator's settings hold. Bytes and seconds.
ALTER TABLE round ADD COLUMN max_file_size INTEGER;
ALTER TABLE round ADD COLUMN max_office_size INTEGER;
ALTER TABLE round ADD COLUMN upload_grace INTEGER;

-- What the office holds in its hands for a file that has arrived; links have none.
ALTER TABLE evidence ADD COLUMN receipt TEXT;
-- What the camera of our page recorded (time, place), JSON.
ALTER TABLE evidence ADD COLUMN capture TEXT;
-- The older version that this one took the place of.
ALTER TABLE evidence ADD COLUMN replaces BLOB REFERENCES evidence (id);
CREATE UNIQUE INDEX evidence_receipt_key ON evidence (receipt) WHERE receipt IS NOT NULL;

ALTER TABLE upload ADD COLUMN capture TEXT;
ALTER TABLE upload ADD COLUMN replaces BLOB REFERENCES evidence (id);

-- When the bytes were last compared with their address, and what was wrong then ('missing', 'changed').
ALTER TABLE blob ADD COLUMN checked_at INTEGER;
ALTER TABLE blob ADD COLUMN damage TEXT;
CREATE INDEX blob_checked_idx ON blob (checked_at);

-- What a look inside a file found. One for each blob, whoever sent it.
CREATE TABLE examination (
    blob       TEXT PRIMARY KEY REFERENCES blob (address),
    -- 'waiting', 'done', 'failed'
    state      TEXT NOT NULL,
    -- Which examination found it; an older one is done again.
    edition    INTEGER NOT NULL DEFAULT 0,
    -- JSON.
    facts      TEXT NOT NULL DEFAULT '{}',
    -- Why it may not be given out: the name of what the virus scanner found, or a bomb.
    quarantine TEXT,
    changed_at INTEGER NOT NULL
) STRICT;

-- Pictures made of a blob: what others than its owner see of it.
CREATE TABLE derivative (
    blob     TEXT NOT NULL REFERENCES blob (address),
    -- 'preview', 'thumbnail', 'page', 'poster'
    kind     TEXT NOT NULL,
    -- From 1: the page of a document; 1 for the others.
    position INTEGER NOT NULL,
    -- BLAKE3 of its bytes, hexadecimal: its address in the file store. It is no evidence of its own.
    address  TEXT NOT NULL,
    media    TEXT NOT NULL,
    size     INTEGER NOT NULL,
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    PRIMARY KEY (blob, kind, position)
) STRICT;

-- Perceptual hashes of pictures, to find near copies.
CREATE TABLE likeness (
    blob     TEXT PRIMARY KEY REFERENCES blob (address),
    -- Hexadecimal, 16 digits for each hash, with the whole picture's first.
    hashes   TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX likeness_added_idx ON likeness (added_at);

-- Pictures that look alike, both ways round, so that what was seen before is read and not searched.
CREATE TABLE near_copy (
    blob  TEXT NOT NULL REFERENCES blob (address),
    other TEXT NOT NULL REFERENCES blob (address),
    -- Bits in which their hashes differ.
    bits  INTEGER NOT NULL,
    PRIMARY KEY (blob, other)
) STRICT;

-- What an anonymous visitor found at a link.
CREATE TABLE probe (
    id         BLOB PRIMARY KEY,
    round      BLOB NOT NULL,
    body       TEXT NOT NULL,
    question   TEXT NOT NULL,
    url        TEXT NOT NULL,
    -- 'saved', 'submission', 'closing', 'asked'
    occasion   TEXT NOT NULL,
    at         INTEGER NOT NULL,
    -- What came of it, JSON.
    outcome    TEXT NOT NULL,
    -- Whether an anonymous visitor got what was linked.
    reachable  INTEGER NOT NULL,
    -- What was there: address in the file store, and its SHA-256.
    snapshot   TEXT,
    sha256     TEXT,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
CREATE INDEX probe_place_idx ON probe (round, body, question, at);

-- Sections and questions in the hands of colleagues.
CREATE TABLE assignment (
    id       BLOB PRIMARY KEY,
    round    BLOB NOT NULL,
    body     TEXT NOT NULL,
    -- 'section' or 'question', and its code.
    scope    TEXT NOT NULL,
    code     TEXT NOT NULL,
    person   BLOB NOT NULL REFERENCES person (id),
    due_at   INTEGER,
    note     TEXT NOT NULL DEFAULT '',
    given_by BLOB NOT NULL REFERENCES person (id),
    given_at INTEGER NOT NULL,
    ended_at INTEGER,
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
-- One live assignment of a section or question.
CREATE UNIQUE INDEX assignment_live_key ON assignment (round, body, scope, code) WHERE ended_at IS NULL;
CREATE INDEX assignment_person_idx ON assignment (person) WHERE ended_at IS NULL;
