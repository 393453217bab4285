-- Videos of commitment; files that were dropped at a desk; uploads in pieces that belong to no round.

-- An upload goes to a slot of a questionnaire, or to a place at an office's desk.
CREATE TABLE upload_anew (
    -- 128 random bits, hexadecimal: the name of the part among the files, and all that its address tells.
    id         TEXT PRIMARY KEY,
    round      BLOB,
    body       TEXT NOT NULL REFERENCES body (code),
    question   TEXT,
    slot       TEXT,
    -- The place at the desk.
    desk       TEXT,
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
    capture    TEXT,
    replaces   BLOB REFERENCES evidence (id),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body),
    CONSTRAINT upload_place_check CHECK (
        (desk IS NULL AND round IS NOT NULL AND question IS NOT NULL AND slot IS NOT NULL)
        OR (desk IS NOT NULL AND round IS NULL AND question IS NULL AND slot IS NULL)
    )
) STRICT;
INSERT INTO upload_anew (id, round, body, question, slot, person, file_name, caption, size, received, state, problem,
                         evidence, created_at, expires_at, closed_at, capture, replaces)
SELECT id, round, body, question, slot, person, file_name, caption, size, received, state, problem,
       evidence, created_at, expires_at, closed_at, capture, replaces
  FROM upload;
DROP TABLE upload;
ALTER TABLE upload_anew RENAME TO upload;
CREATE INDEX upload_place_idx ON upload (round, body, question) WHERE state = 'open';
CREATE INDEX upload_expiry_idx ON upload (expires_at) WHERE state = 'open';
CREATE INDEX upload_desk_idx ON upload (body) WHERE state = 'open' AND desk IS NOT NULL;

CREATE TABLE office_video (
    id           BLOB PRIMARY KEY,
    reference    TEXT NOT NULL,
    body         TEXT NOT NULL REFERENCES body (code),
    state        TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    -- What is written about it, JSON.
    content      TEXT NOT NULL,
    film         TEXT REFERENCES blob (address),
    film_name    TEXT NOT NULL DEFAULT '',
    -- WebVTT, written anew from what was sent.
    captions     TEXT NOT NULL DEFAULT '',
    poster       TEXT REFERENCES blob (address),
    created_at   INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    published_at INTEGER,
    -- When another took its place, it was withdrawn or given up, and why.
    ended_at     INTEGER,
    ended_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX office_video_reference_key ON office_video (reference);
CREATE UNIQUE INDEX office_video_body_key ON office_video (body) WHERE state = 'published';
CREATE INDEX office_video_body_idx ON office_video (body, created_at);

CREATE TABLE dropped_file (
    id         BLOB PRIMARY KEY,
    body       TEXT NOT NULL REFERENCES body (code),
    person     BLOB NOT NULL REFERENCES person (id),
    blob       TEXT NOT NULL REFERENCES blob (address),
    name       TEXT NOT NULL,
    added_at   INTEGER NOT NULL,
    -- When it is forgotten unless somebody confirms it.
    expires_at INTEGER NOT NULL,
    closed_at  INTEGER,
    -- The item that it became; none where it was dropped.
    item       BLOB REFERENCES item (id)
) STRICT;
CREATE UNIQUE INDEX dropped_file_body_blob_key ON dropped_file (body, blob) WHERE closed_at IS NULL;
CREATE INDEX dropped_file_expiry_idx ON dropped_file (expires_at) WHERE closed_at IS NULL;
