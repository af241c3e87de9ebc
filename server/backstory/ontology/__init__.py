"""Ontology: kinds and properties of entities, how each behaves and reads, as data; and what an entity's id is.

`properties.toml` and `kinds.toml` are the data, README.md says what stands where and how a row is added. Knows nothing
of stories; reads nothing but this folder.
"""

from backstory.ontology.entity_ids import article_of, is_entity_id, is_wikidata_id, language_of, wikidata_id
from backstory.ontology.kinds import KINDS, Kind, is_common_noun, kind_named
from backstory.ontology.properties import PROPERTIES, Property, Reading, property_of

__all__ = [
    "KINDS",
    "PROPERTIES",
    "Kind",
    "Property",
    "Reading",
    "article_of",
    "is_common_noun",
    "is_entity_id",
    "is_wikidata_id",
    "kind_named",
    "language_of",
    "property_of",
    "wikidata_id",
]
