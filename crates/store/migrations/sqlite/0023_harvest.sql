-- Sources from which an office takes over what it published elsewhere, and what was found there.

CREATE TABLE harvest (
    id         BLOB PRIMARY KEY,
    body       TEXT NOT NULL REFERENCES body (code),
    person     BLOB NOT NULL REFERENCES person (id),
    -- 'umpan', 'peta-situs', 'wordpress'
    kind       TEXT NOT NULL,
    -- The address of a feed or site map, the name of an export.
    source     TEXT NOT NULL,
    -- The class of what becomes a draft, unless somebody says another.
    class      TEXT NOT NULL,
    -- 'running', 'done', 'failed'
    state      TEXT NOT NULL,
    failure    TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    -- When it last ended.
    ended_at   INTEGER
) STRICT;
CREATE INDEX harvest_body_idx ON harvest (body, created_at);

CREATE TABLE harvest_find (
    id       BLOB PRIMARY KEY,
    body     TEXT NOT NULL REFERENCES body (code),
    -- The source that told of it first.
    harvest  BLOB NOT NULL REFERENCES harvest (id),
    -- By what it is known again, whichever source tells of it.
    key      TEXT NOT NULL,
    -- 'baru', 'draf', 'abai'
    state    TEXT NOT NULL,
    -- What the site tells of it, JSON; and the same when it became a draft.
    content  TEXT NOT NULL,
    -- 1 while its own page was not looked at, which will tell more than the source did.
    unread   INTEGER NOT NULL DEFAULT 0,
    -- 1 where the site changed it after it became a draft.
    changed  INTEGER NOT NULL DEFAULT 0,
    item     BLOB REFERENCES item (id),
    taken_by BLOB REFERENCES person (id),
    -- Documents that could not be fetched.
    missing  INTEGER NOT NULL DEFAULT 0,
    found_at INTEGER NOT NULL,
    -- Its place among what was found at the same time.
    position INTEGER NOT NULL,
    UNIQUE (body, key)
) STRICT;
CREATE INDEX harvest_find_harvest_idx ON harvest_find (harvest, state);
