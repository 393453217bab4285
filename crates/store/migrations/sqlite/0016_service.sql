-- The service standard of an office: what stands in its pledge, on its pages of procedures, fees and hours, and on its printed sheets.

CREATE TABLE service_standard (
    body     TEXT PRIMARY KEY REFERENCES body (code),
    -- Counts the changes, for two that meet.
    version  INTEGER NOT NULL,
    -- JSON.
    content  TEXT NOT NULL,
    saved_by BLOB NOT NULL REFERENCES person (id),
    saved_at INTEGER NOT NULL
) STRICT;
