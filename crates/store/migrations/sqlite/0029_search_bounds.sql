-- PostgreSQL has indexes here by which it knows where to begin and to end. FTS5 begins at the newest and ends at the limit by
-- itself.
SELECT 1;
