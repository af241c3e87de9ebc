-- A pack, format 6. Read-only once built; replaced as a whole, never changed in place.
CREATE TABLE manifest (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One row a surface form: its number is the form's 64-bit hash, so that the b-tree is the dictionary.
-- senses: for each entity 9 bytes, little endian: entity row (u32), count (f32), and (u8) 1 where the form is a full name,
-- 2 where the entity has no label of its own and is counted, but never a candidate. Behind them 4 bytes: a checksum (CRC-32)
-- of hash and senses.
CREATE TABLE surface (
  hash INTEGER PRIMARY KEY,
  senses BLOB NOT NULL
);

-- head: what choosing a sense reads, as a JSON list: label, kind, description, popularity, began, ended, ids it links to,
-- how many names it goes by, the offices it held as [title, start, end], its words with their weights ({"casino": 0.68}).
-- A list, for names of fields would be half of it.
-- body: what a card is made from, as a JSON object; what is null or empty is left out. Prose (summary, descriptions) is a list:
-- a text, or [text, day from which a story may be told it, day before which], null where there is none.
-- A source is a number in the manifest's list `sources`, or stands in full where the pack has very many.
-- head_check, body_check: CRC-32 of row, id and the text before, parted by NUL.
-- Behind the database stands the file's seal: see seal.py.
CREATE TABLE entity (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  head TEXT NOT NULL,
  head_check INTEGER NOT NULL,
  body TEXT NOT NULL,
  body_check INTEGER NOT NULL
);
