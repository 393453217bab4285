-- Videos of commitment; files that were dropped at a desk; uploads in pieces that belong to no round.

-- An upload goes to a slot of a questionnaire, or to a place at an office's desk.
ALTER TABLE upload ALTER COLUMN round DROP NOT NULL;
ALTER TABLE upload ALTER COLUMN question DROP NOT NULL;
ALTER TABLE upload ALTER COLUMN slot DROP NOT NULL;
-- The place at the desk.
ALTER TABLE upload ADD COLUMN desk TEXT COLLATE "C";
ALTER TABLE upload ADD CONSTRAINT upload_body_fkey FOREIGN KEY (body) REFERENCES body (code);
ALTER TABLE upload ADD CONSTRAINT upload_place_check CHECK (
    (desk IS NULL AND round IS NOT NULL AND question IS NOT NULL AND slot IS NOT NULL)
    OR (desk IS NOT NULL AND round IS NULL AND question IS NULL AND slot IS NULL)
);
CREATE INDEX upload_desk_idx ON upload (body) WHERE state = 'open' AND desk IS NOT NULL;

CREATE TABLE office_video (
    id           UUID PRIMARY KEY,
    reference    TEXT COLLATE "C" NOT NULL,
    body         TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    state        TEXT COLLATE "C" NOT NULL,
    revision     BIGINT NOT NULL,
    -- What is written about it, JSON.
    content      TEXT COLLATE "C" NOT NULL,
    film         TEXT COLLATE "C" REFERENCES blob (address),
    film_name    TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- WebVTT, written anew from what was sent.
    captions     TEXT COLLATE "C" NOT NULL DEFAULT '',
    poster       TEXT COLLATE "C" REFERENCES blob (address),
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    published_at BIGINT,
    -- When another took its place, it was withdrawn or given up, and why.
    ended_at     BIGINT,
    ended_reason TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX office_video_reference_key ON office_video (reference);
CREATE UNIQUE INDEX office_video_body_key ON office_video (body) WHERE state = 'published';
CREATE INDEX office_video_body_idx ON office_video (body, created_at);

CREATE TABLE dropped_file (
    id         UUID PRIMARY KEY,
    body       TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    person     UUID NOT NULL REFERENCES person (id),
    blob       TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    name       TEXT COLLATE "C" NOT NULL,
    added_at   BIGINT NOT NULL,
    -- When it is forgotten unless somebody confirms it.
    expires_at BIGINT NOT NULL,
    closed_at  BIGINT,
    -- The item that it became; none where it was dropped.
    item       UUID REFERENCES item (id)
);
CREATE UNIQUE INDEX dropped_file_body_blob_key ON dropped_file (body, blob) WHERE closed_at IS NULL;
CREATE INDEX dropped_file_expiry_idx ON dropped_file (expires_at) WHERE closed_at IS NULL;
