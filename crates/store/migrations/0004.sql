-- Version 4: who wrote a text, and the fields of its input that are not read.

ALTER TABLE documents ADD COLUMN byline TEXT;
ALTER TABLE documents ADD COLUMN kept TEXT;
