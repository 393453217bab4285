-- Sources from which an office takes over what it published elsewhere, and what was found there.

CREATE TABLE harvest (
    id         UUID PRIMARY KEY,
    body       TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    person     UUID NOT NULL REFERENCES person (id),
    -- 'umpan', 'peta-situs', 'wordpress'
    kind       TEXT COLLATE "C" NOT NULL,
    -- The address of a feed or site map, the name of an export.
    source     TEXT COLLATE "C" NOT NULL,
    -- The class of what becomes a draft, unless somebody says another.
    class      TEXT COLLATE "C" NOT NULL,
    -- 'running', 'done', 'failed'
    state      TEXT COLLATE "C" NOT NULL,
    failure    TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    -- When it last ended.
    ended_at   BIGINT
);
CREATE INDEX harvest_body_idx ON harvest (body, created_at);

CREATE TABLE harvest_find (
    id       UUID PRIMARY KEY,
    body     TEXT COLLATE "C" NOT NULL REFERENCES body (code),
    -- The source that told of it first.
    harvest  UUID NOT NULL REFERENCES harvest (id),
    -- By what it is known again, whichever source tells of it.
    key      TEXT COLLATE "C" NOT NULL,
    -- 'baru', 'draf', 'abai'
    state    TEXT COLLATE "C" NOT NULL,
    -- What the site tells of it, JSON; and the same when it became a draft.
    content  TEXT COLLATE "C" NOT NULL,
    -- 1 while its own page was not looked at, which will tell more than the source did.
    unread   BIGINT NOT NULL DEFAULT 0,
    -- 1 where the site changed it after it became a draft.
    changed  BIGINT NOT NULL DEFAULT 0,
    item     UUID REFERENCES item (id),
    taken_by UUID REFERENCES person (id),
    -- Documents that could not be fetched.
    missing  BIGINT NOT NULL DEFAULT 0,
    found_at BIGINT NOT NULL,
    -- Its place among what was found at the same time.
    position BIGINT NOT NULL,
    UNIQUE (body, key)
);
CREATE INDEX harvest_find_harvest_idx ON harvest_find (harvest, state);
