-- Version 6: near copies. A text whose wording a held one has, and the numbers that such texts are found by.

ALTER TABLE documents ADD COLUMN copy_of INTEGER REFERENCES documents ON DELETE SET NULL;
CREATE INDEX documents_by_copy_of ON documents (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE sketches (
  number INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  PRIMARY KEY (number, document)
) STRICT, WITHOUT ROWID;
