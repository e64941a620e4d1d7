-- Only the embedded database has pages that this is about.
SELECT 1;
