"""Wikipedia: what a live MediaWiki Action API says of names that the pack lacks.

Takes surface forms or entity ids. Gives Candidates or Profiles, with a named gap for whatever could not be had.
Only names and titles leave the machine, never a sentence of the page or its address.

The way of a question: `titles.py` (may this name be asked?), `live.py` (which questions, in which order),
`client.py` (ask it: cached, bounded in time, saying who we are) through `transport.py` (only whole answers pass)
and `cache.py` (the store of earlier answers), then back through `answers.py` and `senses.py` (JSON -> model, pure),
whose words `prose.py` cleans and shortens.
"""

from backstory.knowledge.wikipedia.cache import LiveSession, cached_session
from backstory.knowledge.wikipedia.live import Wikipedia

__all__ = ["LiveSession", "Wikipedia", "cached_session"]
