-- Version 2: how likely an issue and its stance are right.

ALTER TABLE stances ADD COLUMN probability REAL NOT NULL DEFAULT 1.0;
