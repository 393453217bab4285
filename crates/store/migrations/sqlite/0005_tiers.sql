-- Judgements of the tiers above the province, and what a round decides for itself.

-- JSON; a key that is absent follows the default.
ALTER TABLE round ADD COLUMN rules TEXT NOT NULL DEFAULT '{}';

CREATE TABLE judgement (
    round     BLOB NOT NULL,
    body      TEXT NOT NULL,
    question  TEXT NOT NULL,
    -- 'national', 'appeal' or 'correction'; the province's is in review.
    tier      TEXT NOT NULL,
    version   INTEGER NOT NULL,
    -- In the form of the scoring contract, and what it gives as an exact share of the weight.
    value     TEXT NOT NULL,
    share     TEXT NOT NULL,
    reason    TEXT NOT NULL DEFAULT '',
    judged_by BLOB NOT NULL REFERENCES person (id),
    judged_at INTEGER NOT NULL,
    PRIMARY KEY (round, body, question, tier),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
) STRICT;
