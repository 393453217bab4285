-- What offices write for their public sites: pages, news, rules, questions.

CREATE TABLE article (
    id               BLOB PRIMARY KEY,
    reference        TEXT NOT NULL,
    body             TEXT NOT NULL REFERENCES body (code),
    -- 'halaman', 'berita', 'regulasi', 'tanya-jawab'
    kind             TEXT NOT NULL,
    -- In addresses: of a page its place or its own name, of everything else the reference.
    name             TEXT NOT NULL,
    -- 'draft', 'published', 'revised', 'withdrawn'
    state            TEXT NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision         INTEGER NOT NULL,
    -- Number of the newest edition: the one that is being written, where one is.
    edition          INTEGER NOT NULL,
    -- Whether the offices below show it too.
    offered          INTEGER NOT NULL DEFAULT 0,
    created_at       INTEGER NOT NULL,
    changed_at       INTEGER NOT NULL,
    withdrawn_at     INTEGER,
    withdrawn_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX article_reference_key ON article (reference);
CREATE UNIQUE INDEX article_body_kind_name_key ON article (body, kind, name);

-- What is written. Once published, an edition stays as it was.
CREATE TABLE article_edition (
    article      BLOB NOT NULL REFERENCES article (id),
    -- From 1.
    number       INTEGER NOT NULL,
    -- The title stands in the content too; lists show it.
    title        TEXT NOT NULL,
    content      TEXT NOT NULL,
    -- Why it was written on.
    reason       TEXT NOT NULL DEFAULT '',
    published_at INTEGER,
    published_by BLOB REFERENCES person (id),
    -- The minute from which the public sees it.
    visible_from INTEGER,
    PRIMARY KEY (article, number)
) STRICT;

-- A picture that the texts of an article name by its number. It stays when it is removed, for the editions that show it.
CREATE TABLE article_picture (
    article     BLOB NOT NULL REFERENCES article (id),
    -- From 1.
    number      INTEGER NOT NULL,
    blob        TEXT NOT NULL REFERENCES blob (address),
    name        TEXT NOT NULL,
    -- What is to be seen; empty for what only decorates.
    alternative TEXT NOT NULL DEFAULT '',
    decoration  INTEGER NOT NULL DEFAULT 0,
    added_by    BLOB NOT NULL REFERENCES person (id),
    added_at    INTEGER NOT NULL,
    removed_at  INTEGER,
    PRIMARY KEY (article, number)
) STRICT;
CREATE INDEX article_picture_blob_idx ON article_picture (blob);

-- What an office does with an article that a body above offers. Without a row it shows it as it is.
CREATE TABLE article_choice (
    body       TEXT NOT NULL REFERENCES body (code),
    article    BLOB NOT NULL REFERENCES article (id),
    revision   INTEGER NOT NULL,
    hidden     INTEGER NOT NULL DEFAULT 0,
    -- Its own words below the article, in Markdown.
    addition   TEXT NOT NULL DEFAULT '',
    changed_at INTEGER NOT NULL,
    changed_by BLOB NOT NULL REFERENCES person (id),
    PRIMARY KEY (body, article)
) STRICT;
