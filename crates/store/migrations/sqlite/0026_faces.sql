-- What became of codes that the gateway sends, logos for paper, and host names that answer.

-- What the gateway did with a code: 'sending' while it is asked, or where nobody learned what became of it, 'sent', 'failed'.
-- Empty where the gateway has no part in it.
ALTER TABLE contact_code ADD COLUMN delivery TEXT;

-- The logo as it is printed: larger than the one of the screen, painted anew as well.
ALTER TABLE office_look ADD COLUMN logo_print BLOB;

-- When the site of the office answered under its host name last; empty before it has.
ALTER TABLE office_host ADD COLUMN answered_at INTEGER;
