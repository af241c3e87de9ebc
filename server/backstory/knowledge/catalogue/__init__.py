"""The catalogue: which encyclopedias there are to make packs of, and how one gets here whole.

`search` and `find` ask a catalogue of Kiwix's kind (OPDS), `download` brings a file, broken off or not, and checks it.
Nothing is asked or fetched unless one of these is called.
"""

from backstory.knowledge.catalogue.download import Downloaded, download
from backstory.knowledge.catalogue.opds import Offer
from backstory.knowledge.catalogue.search import find, search

__all__ = ["Downloaded", "Offer", "download", "find", "search"]
