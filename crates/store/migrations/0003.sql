-- Version 3: the texts that one address had, one after the other.

CREATE INDEX documents_by_url ON documents (url) WHERE url IS NOT NULL;

CREATE VIEW versions AS
  SELECT url, row_number() OVER (PARTITION BY url ORDER BY document) AS version, id, published, title, document
  FROM documents WHERE url IS NOT NULL;
