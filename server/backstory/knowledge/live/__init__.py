"""Live: the net's encyclopedia as a KnowledgeBase, page by page.

`source.py` (Wikipedias of all languages and Wikidata over one line out) opens a `page.py` (one page's questions within
its budget: what each name may mean, what is known of each entity). `look_up.py` asks side by side and names the gaps;
`names.py` (candidates) and `cards.py` (profiles) are the plans, round by round.
"""

from backstory.knowledge.live.page import LivePage
from backstory.knowledge.live.source import Live, open_sources

__all__ = ["Live", "LivePage", "open_sources"]
