-- What offices write for their public sites: pages, news, rules, questions.

CREATE TABLE article (
    id               UUID PRIMARY KEY,
    reference        TEXT COLLATE "C" NOT NULL,
    body             TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    -- 'halaman', 'berita', 'regulasi', 'tanya-jawab'
    kind             TEXT COLLATE "C" NOT NULL,
    -- In addresses: of a page its place or its own name, of everything else the reference.
    name             TEXT COLLATE "C" NOT NULL,
    -- 'draft', 'published', 'revised', 'withdrawn'
    state            TEXT COLLATE "C" NOT NULL,
    -- Counts every change, so that two people do not write over each other.
    revision         BIGINT NOT NULL,
    -- Number of the newest edition: the one that is being written, where one is.
    edition          BIGINT NOT NULL,
    -- Whether the offices below show it too.
    offered          BOOLEAN NOT NULL DEFAULT FALSE,
    created_at       BIGINT NOT NULL,
    changed_at       BIGINT NOT NULL,
    withdrawn_at     BIGINT,
    withdrawn_reason TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX article_reference_key ON article (reference);
CREATE UNIQUE INDEX article_body_kind_name_key ON article (body, kind, name);

-- What is written. Once published, an edition stays as it was.
CREATE TABLE article_edition (
    article      UUID NOT NULL REFERENCES article (id),
    -- From 1.
    number       BIGINT NOT NULL,
    -- The title stands in the content too; lists show it.
    title        TEXT COLLATE "C" NOT NULL,
    content      TEXT COLLATE "C" NOT NULL,
    -- Why it was written on.
    reason       TEXT COLLATE "C" NOT NULL DEFAULT '',
    published_at BIGINT,
    published_by UUID REFERENCES person (id),
    -- The minute from which the public sees it.
    visible_from BIGINT,
    PRIMARY KEY (article, number)
);

-- A picture that the texts of an article name by its number. It stays when it is removed, for the editions that show it.
CREATE TABLE article_picture (
    article     UUID NOT NULL REFERENCES article (id),
    -- From 1.
    number      BIGINT NOT NULL,
    blob        TEXT COLLATE "C" NOT NULL REFERENCES blob (address),
    name        TEXT COLLATE "C" NOT NULL,
    -- What is to be seen; empty for what only decorates.
    alternative TEXT COLLATE "C" NOT NULL DEFAULT '',
    decoration  BOOLEAN NOT NULL DEFAULT FALSE,
    added_by    UUID NOT NULL REFERENCES person (id),
    added_at    BIGINT NOT NULL,
    removed_at  BIGINT,
    PRIMARY KEY (article, number)
);
CREATE INDEX article_picture_blob_idx ON article_picture (blob);

-- What an office does with an article that a body above offers. Without a row it shows it as it is.
CREATE TABLE article_choice (
    body       TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    article    UUID NOT NULL REFERENCES article (id),
    revision   BIGINT NOT NULL,
    hidden     BOOLEAN NOT NULL DEFAULT FALSE,
    -- Its own words below the article, in Markdown.
    addition   TEXT COLLATE "C" NOT NULL DEFAULT '',
    changed_at BIGINT NOT NULL,
    changed_by UUID NOT NULL REFERENCES person (id),
    PRIMARY KEY (body, article)
);
