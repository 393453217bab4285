-- The service standard of an office: what stands in its pledge, on its pages of procedures, fees and hours, and on its printed sheets.

CREATE TABLE service_standard (
    body     TEXT COLLATE "C" PRIMARY KEY REFERENCES body (code),
    -- Counts the changes, for two that meet.
    version  BIGINT NOT NULL,
    -- JSON.
    content  TEXT COLLATE "C" NOT NULL,
    saved_by UUID NOT NULL REFERENCES person (id),
    saved_at BIGINT NOT NULL
);
