-- Corrections after the publication, and what is printed of results.

-- 1 for the first results of a round, 2 for their first correction, …
ALTER TABLE announcement ADD COLUMN edition BIGINT NOT NULL DEFAULT 1;
-- The published one that it corrects, and why; everybody may read that.
ALTER TABLE announcement ADD COLUMN corrects UUID REFERENCES announcement (id);
ALTER TABLE announcement ADD COLUMN reason TEXT COLLATE "C" NOT NULL DEFAULT '';
-- Who signs what is printed, and where.
ALTER TABLE announcement ADD COLUMN signer TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE announcement ADD COLUMN signer_title TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE announcement ADD COLUMN place TEXT COLLATE "C" NOT NULL DEFAULT '';
-- Address of the press sheet in the file store, once printed.
ALTER TABLE announcement ADD COLUMN press_sheet TEXT COLLATE "C";

-- One proposal a round on its way, one public.
DROP INDEX announcement_live_key;
CREATE UNIQUE INDEX announcement_pending_key ON announcement (round) WHERE state IN ('proposed', 'approved');
CREATE UNIQUE INDEX announcement_published_key ON announcement (round) WHERE state = 'published';

CREATE TABLE certificate (
    -- What is printed on it and asked for when it is checked.
    reference     TEXT COLLATE "C" PRIMARY KEY,
    round         UUID NOT NULL REFERENCES round (id),
    body          TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    -- The announcement whose numbers it has.
    announcement  UUID NOT NULL REFERENCES announcement (id),
    edition       BIGINT NOT NULL,
    category      TEXT COLLATE "C" NOT NULL,
    total_display TEXT COLLATE "C" NOT NULL,
    issued_at     BIGINT NOT NULL,
    -- The one that took its place; the office's result changed, or fell away.
    replaced_by   TEXT COLLATE "C" REFERENCES certificate (reference),
    revoked_at    BIGINT,
    -- Addresses in the file store, once printed.
    pdf           TEXT COLLATE "C",
    letter        TEXT COLLATE "C"
);
CREATE INDEX certificate_place_idx ON certificate (round, body);
-- One valid certificate an office and round.
CREATE UNIQUE INDEX certificate_valid_key ON certificate (round, body) WHERE revoked_at IS NULL;
