-- Films that are made fit to be shown, and earlier videos.

-- The treatment of a film of a draft: its table of contents brought to the front, or all of it converted.
CREATE TABLE film_treatment (
    video      UUID NOT NULL REFERENCES office_video (id),
    -- The film as it was sent. It is kept, whatever comes of it.
    source     TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    -- What it was called.
    name       TEXT COLLATE "C" NOT NULL,
    -- 'reorder', 'convert'
    treatment  TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL,
    -- Why nothing came of it; empty where something did, or may.
    fault      TEXT COLLATE "C" NOT NULL DEFAULT '',
    -- How often it was begun.
    tries      BIGINT NOT NULL DEFAULT 0,
    -- Hundredths that are done, where that is known.
    percent    BIGINT,
    -- The film that took its place.
    made       TEXT COLLATE "C" REFERENCES blob (address),
    asked_at   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (video, source)
);

-- Who names some bytes is asked by their address.
CREATE INDEX film_treatment_source_idx ON film_treatment (source);
CREATE INDEX film_treatment_made_idx ON film_treatment (made);

-- The video whose mistakes it mends.
ALTER TABLE office_video ADD COLUMN mends UUID REFERENCES office_video (id);

-- What was replaced so far was gone from the public by that, and stays so.
UPDATE office_video SET state = 'mended' WHERE state = 'replaced';
