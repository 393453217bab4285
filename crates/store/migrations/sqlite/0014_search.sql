-- What everybody may find. Only what is public at this moment is in these tables.

CREATE TABLE search_document (
    -- Rises with each document that comes in: what was found is read from the highest down.
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    id           BLOB NOT NULL,
    kind         TEXT NOT NULL,
    body         TEXT NOT NULL REFERENCES body (code),
    -- Below the address of its office: 'informasi/7K3Q…'.
    path         TEXT NOT NULL,
    class        TEXT,
    year         INTEGER,
    -- Separated by spaces.
    forms        TEXT NOT NULL DEFAULT '',
    title        TEXT NOT NULL,
    summary      TEXT NOT NULL DEFAULT '',
    -- What it is found by and not shown with: keywords, names of files.
    other        TEXT NOT NULL DEFAULT '',
    published_at INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_document_id_key ON search_document (id);

-- What is needed of a hit before it is known whether it will be shown. Narrow, so that a thousand are read at once.
CREATE TABLE search_place (
    seq          INTEGER PRIMARY KEY,
    body         TEXT NOT NULL,
    class        TEXT,
    year         INTEGER,
    forms        TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    -- Words of the title that say something.
    title_words  INTEGER NOT NULL
) STRICT;

-- Tokens that Rust made (crate search), nothing else: no positions, no columns, no text.
CREATE VIRTUAL TABLE search_token USING fts5 (
    tokens,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "ascii tokenchars '.:_'"
);

-- The text of the files of a document, for the index and for the part that is shown.
CREATE TABLE search_text (
    document BLOB NOT NULL,
    part     TEXT NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (document, part)
) STRICT;

-- Words of titles and summaries, for completing and correcting what is typed. The counts are renewed every night; between,
-- a new word is there with 1. That a word stands here tells nobody anything: it is shown only with what it finds.
CREATE TABLE search_word (
    word      TEXT NOT NULL PRIMARY KEY,
    initial   TEXT NOT NULL,
    documents INTEGER NOT NULL
) STRICT;
CREATE INDEX search_word_initial_documents ON search_word (initial, documents DESC, word);
