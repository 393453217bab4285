-- Room at the desks of offices; personal data in articles; articles in other languages.

-- One row for each office: locked while something is let in, so that of two uploads the second one sees the first.
CREATE TABLE desk_room (
    body       TEXT COLLATE "C" PRIMARY KEY REFERENCES body (code),
    counted_at BIGINT NOT NULL
);

-- Bytes that the desk of an office keeps in the file store, whatever names them; the same bytes once. What nothing of the office
-- names any more is taken out at night.
CREATE TABLE desk_blob (
    body     TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    blob     TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    -- Of the blob, so that a sum reads this table alone.
    size     BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (body, blob)
);
CREATE INDEX desk_blob_blob_idx ON desk_blob (blob);
INSERT INTO desk_blob (body, blob, size, added_at)
SELECT kept.body, kept.blob, b.size, b.created_at
  FROM (SELECT i.body, f.blob FROM item_file f JOIN item i ON i.id = f.item
        UNION SELECT body, blob FROM dropped_file
        UNION SELECT body, blob FROM item_import
        UNION SELECT a.body, p.blob FROM article_picture p JOIN article a ON a.id = p.article
        UNION SELECT d.body, s.blob FROM list_decree_scan s JOIN list_decree d ON d.id = s.decree
        UNION SELECT body, film FROM office_video WHERE film IS NOT NULL
        UNION SELECT body, poster FROM office_video WHERE poster IS NOT NULL) kept
  JOIN blob b ON b.address = kept.blob;

-- Who names some bytes is asked by their address.
CREATE INDEX dropped_file_blob_idx ON dropped_file (blob);
CREATE INDEX dropped_file_closed_idx ON dropped_file (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX item_import_blob_idx ON item_import (blob);
CREATE INDEX item_import_created_idx ON item_import (created_at);
CREATE INDEX list_decree_scan_blob_idx ON list_decree_scan (blob);
CREATE INDEX office_video_film_idx ON office_video (film);
CREATE INDEX office_video_poster_idx ON office_video (poster);
CREATE INDEX guideline_blob_idx ON guideline (blob);
CREATE INDEX comment_file_blob_idx ON comment_file (blob);
CREATE INDEX near_copy_other_idx ON near_copy (other);

-- Somebody looked at the warnings on personal data of an edition of an article as they were then.
CREATE TABLE article_privacy_answer (
    article     UUID NOT NULL REFERENCES article (id),
    edition     BIGINT NOT NULL,
    -- Of the warnings: other ones are asked for again.
    digest      TEXT COLLATE "C" NOT NULL,
    answered_by UUID NOT NULL REFERENCES person (id),
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (article, edition)
);

-- The article of which this one is a version in another language, and that language; both or none.
ALTER TABLE article ADD COLUMN original UUID REFERENCES article (id);
ALTER TABLE article ADD COLUMN language TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE UNIQUE INDEX article_original_language_key ON article (original, language) WHERE original IS NOT NULL;
