-- Version 5: the documents of some days, found without a look at the others.

CREATE INDEX documents_by_day ON documents (published, document);
