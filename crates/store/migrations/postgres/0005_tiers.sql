-- Judgements of the tiers above the province, and what a round decides for itself.

-- JSON; a key that is absent follows the default.
ALTER TABLE round ADD COLUMN rules TEXT COLLATE "C" NOT NULL DEFAULT '{}';

CREATE TABLE judgement (
    round     UUID NOT NULL,
    body      TEXT COLLATE "C" NOT NULL,
    question  TEXT COLLATE "C" NOT NULL,
    -- 'national', 'appeal' or 'correction'; the province's is in review.
    tier      TEXT COLLATE "C" NOT NULL,
    version   BIGINT NOT NULL,
    -- In the form of the scoring contract, and what it gives as an exact share of the weight.
    value     TEXT COLLATE "C" NOT NULL,
    share     TEXT COLLATE "C" NOT NULL,
    reason    TEXT COLLATE "C" NOT NULL DEFAULT '',
    judged_by UUID NOT NULL REFERENCES person (id),
    judged_at BIGINT NOT NULL,
    PRIMARY KEY (round, body, question, tier),
    FOREIGN KEY (round, body) REFERENCES assessment (round, body)
);
