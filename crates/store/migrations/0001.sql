-- Version 1. What each table and column means stands in docs/archive.md.

CREATE TABLE runs (
  run INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  model TEXT NOT NULL,
  options TEXT NOT NULL,
  started TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
  document INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  id TEXT NOT NULL,
  origin TEXT NOT NULL,
  source TEXT,
  url TEXT,
  published TEXT,
  language TEXT NOT NULL,
  title TEXT,
  text TEXT NOT NULL,
  raw BLOB,
  run INTEGER NOT NULL REFERENCES runs
) STRICT;
CREATE INDEX documents_by_id ON documents (id);

CREATE TABLE sightings (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  id TEXT NOT NULL,
  origin TEXT NOT NULL,
  source TEXT,
  url TEXT,
  published TEXT,
  title TEXT,
  run INTEGER NOT NULL REFERENCES runs
) STRICT;
CREATE UNIQUE INDEX sightings_once ON sightings
  (document, id, coalesce(source, ''), coalesce(url, ''), coalesce(published, ''));

CREATE TABLE offset_runs (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('copied', 'replaced', 'inserted')),
  text_start INTEGER NOT NULL,
  text_end INTEGER NOT NULL,
  raw_start INTEGER NOT NULL,
  raw_end INTEGER NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  raw_start INTEGER,
  raw_end INTEGER,
  message TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE extractions (
  extraction INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  run INTEGER NOT NULL REFERENCES runs,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX extractions_by_document ON extractions (document);

CREATE TABLE blocks (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (extraction, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  n INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  party TEXT,
  role TEXT,
  capacity TEXT NOT NULL,
  PRIMARY KEY (extraction, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
  statement INTEGER PRIMARY KEY,
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  n INTEGER NOT NULL,
  act TEXT NOT NULL,
  quote TEXT NOT NULL,
  date_first TEXT,
  date_last TEXT,
  within INTEGER,
  by TEXT NOT NULL,
  probability REAL NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (extraction, n)
) STRICT;

CREATE TABLE stances (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  statement INTEGER NOT NULL,
  n INTEGER NOT NULL,
  issue TEXT NOT NULL,
  stance TEXT NOT NULL,
  PRIMARY KEY (extraction, statement, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX stances_by_issue ON stances (issue);

CREATE TABLE events (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  n INTEGER NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  date_first TEXT,
  date_last TEXT,
  place TEXT,
  geoname INTEGER,
  latitude REAL,
  longitude REAL,
  cameo TEXT,
  statement INTEGER,
  by TEXT NOT NULL,
  probability REAL NOT NULL,
  PRIMARY KEY (extraction, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_labels (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  event INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('mode', 'context')),
  n INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (extraction, event, kind, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  n INTEGER NOT NULL,
  low REAL NOT NULL,
  high REAL NOT NULL,
  unit TEXT NOT NULL,
  "of" TEXT NOT NULL,
  approximate INTEGER NOT NULL,
  as_of_first TEXT,
  as_of_last TEXT,
  claimed_by INTEGER,
  PRIMARY KEY (extraction, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  duration TEXT,
  scope TEXT,
  PRIMARY KEY (extraction, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE term_status (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  term INTEGER NOT NULL,
  n INTEGER NOT NULL,
  party TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (extraction, term, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  item TEXT NOT NULL CHECK (item IN ('statement', 'event', 'term')),
  item_n INTEGER NOT NULL,
  role TEXT NOT NULL,
  n INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  PRIMARY KEY (extraction, item, item_n, role, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE spans (
  extraction INTEGER NOT NULL REFERENCES extractions ON DELETE CASCADE,
  item TEXT NOT NULL CHECK (item IN ('entity', 'statement', 'event', 'figure', 'term')),
  item_n INTEGER NOT NULL,
  role TEXT NOT NULL,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  excerpt TEXT NOT NULL,
  PRIMARY KEY (extraction, item, item_n, role, n)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE documents_search USING fts5 (
  title, text, content = 'documents', content_rowid = 'document', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO documents_search (documents_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER documents_search_add AFTER INSERT ON documents BEGIN
  INSERT INTO documents_search (rowid, title, text) VALUES (new.document, new.title, new.text);
END;
CREATE TRIGGER documents_search_remove AFTER DELETE ON documents BEGIN
  INSERT INTO documents_search (documents_search, rowid, title, text)
  VALUES ('delete', old.document, old.title, old.text);
END;
CREATE TRIGGER documents_search_change AFTER UPDATE OF title ON documents BEGIN
  INSERT INTO documents_search (documents_search, rowid, title, text)
  VALUES ('delete', old.document, old.title, old.text);
  INSERT INTO documents_search (rowid, title, text) VALUES (new.document, new.title, new.text);
END;

CREATE VIRTUAL TABLE statements_search USING fts5 (
  content, content = 'statements', content_rowid = 'statement', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO statements_search (statements_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER statements_search_add AFTER INSERT ON statements BEGIN
  INSERT INTO statements_search (rowid, content) VALUES (new.statement, new.content);
END;
CREATE TRIGGER statements_search_remove AFTER DELETE ON statements BEGIN
  INSERT INTO statements_search (statements_search, rowid, content)
  VALUES ('delete', old.statement, old.content);
END;

CREATE VIEW current_extractions AS
  SELECT max(extraction) AS extraction, document FROM extractions GROUP BY document;

CREATE VIEW statement_list AS
  SELECT d.id AS document, d.source AS outlet, d.published, s.n,
    (SELECT group_concat(name, '; ') FROM (
      SELECT e.name FROM participants p
      JOIN entities e ON e.extraction = p.extraction AND e.n = p.entity
      WHERE p.extraction = s.extraction AND p.item = 'statement' AND p.item_n = s.n AND p.role = 'speaker'
      ORDER BY p.n)) AS speakers,
    (SELECT group_concat(party, '; ') FROM (
      SELECT DISTINCT e.party FROM participants p
      JOIN entities e ON e.extraction = p.extraction AND e.n = p.entity
      WHERE p.extraction = s.extraction AND p.item = 'statement' AND p.item_n = s.n AND p.role = 'speaker'
      ORDER BY p.n)) AS parties,
    s.act,
    (SELECT group_concat(issue || ':' || stance, '; ') FROM (
      SELECT issue, stance FROM stances t
      WHERE t.extraction = s.extraction AND t.statement = s.n ORDER BY t.n)) AS issues,
    s.date_first, s.date_last, s.quote, s.content, s.probability
  FROM current_extractions c
  JOIN documents d ON d.document = c.document
  JOIN statements s ON s.extraction = c.extraction
  ORDER BY d.published, d.document, s.n;

CREATE VIEW event_list AS
  SELECT d.id AS document, d.source AS outlet, d.published, v.n, v.type, v.status, v.date_first, v.date_last,
    (SELECT group_concat(name, '; ') FROM (
      SELECT e.name FROM participants p
      JOIN entities e ON e.extraction = p.extraction AND e.n = p.entity
      WHERE p.extraction = v.extraction AND p.item = 'event' AND p.item_n = v.n AND p.role = 'actor'
      ORDER BY p.n)) AS actors,
    (SELECT group_concat(name, '; ') FROM (
      SELECT e.name FROM participants p
      JOIN entities e ON e.extraction = p.extraction AND e.n = p.entity
      WHERE p.extraction = v.extraction AND p.item = 'event' AND p.item_n = v.n AND p.role = 'recipient'
      ORDER BY p.n)) AS recipients,
    v.place, v.latitude, v.longitude,
    (SELECT excerpt FROM spans x WHERE x.extraction = v.extraction AND x.item = 'event'
      AND x.item_n = v.n AND x.role = 'trigger') AS "trigger",
    v.statement, v.probability
  FROM current_extractions c
  JOIN documents d ON d.document = c.document
  JOIN events v ON v.extraction = c.extraction
  ORDER BY v.date_first, d.document, v.n;
