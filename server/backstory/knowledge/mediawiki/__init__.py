"""Wikipedia: what a MediaWiki Action API tells of names and articles.

Takes titles. Gives Articles, and from them Entities and Profiles. Only names and titles leave the machine, never a
sentence of the page or its address.

`titles.py` (may this name be asked? pure) · `wiki.py` (the questions, one request each) · `answers.py` (JSON -> model,
pure) · `senses.py` (which articles bear an ambiguous name, pure) · `traits.py` (kind and years by a description, pure).
"""

from backstory.knowledge.mediawiki.wiki import Wiki

__all__ = ["Wiki"]
