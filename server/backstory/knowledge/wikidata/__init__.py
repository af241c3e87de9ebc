"""Wikidata: labels, descriptions and dated statements of the items that a page's cards are about.

Takes item ids ("Q7747"). Gives Items, whose statements `facts.py` words as Facts once the values' names are known.

`items.py` (the two questions) · `reduce.py` (of an answer of megabytes, what is stored) · `statements.py` (JSON ->
statements, pure) · `dates.py` (Wikidata's times -> ISO 8601, pure) · `properties.py` (what a card may say, data) ·
`facts.py` (statements -> Facts, pure).
"""

from backstory.knowledge.wikidata.facts import facts_of, kind_of, unnamed
from backstory.knowledge.wikidata.items import Item, Items

__all__ = ["Item", "Items", "facts_of", "kind_of", "unnamed"]
