"""Ontology: kinds and properties of entities, and how each behaves and reads, as data. Knows nothing of stories."""
