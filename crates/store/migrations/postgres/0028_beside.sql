-- What a document holds beside the text that its readers see: comments, deleted words, sheets that are not shown. It is looked
-- through for personal data and is no part of the search index.
ALTER TABLE blob_text ADD COLUMN beside TEXT COLLATE "C" NOT NULL DEFAULT '';
