"""Asking: questions to hosts on the net, cached, bounded in time and number, and polite.

Takes the parameters of a question and a page's Budget. Gives a Reply, fresh or kept, or raises SourceUnavailable.

`budget.py` (what one page may cost) · `line.py` (the one way out, shared by all hosts) · `host.py` (one host: looks
into the store, joins a question that is under way, asks within the budget, refreshes what it told from the store) ·
`manners.py` (when a host may be asked at all) · `transport.py` (only whole, bounded answers pass) · `store.py`
(earlier answers) · `body.py` (JSON or a named reason).
"""

from backstory.knowledge.http_client.budget import Budget
from backstory.knowledge.http_client.host import Host, Reply
from backstory.knowledge.http_client.line import Line
from backstory.knowledge.http_client.store import Store, forgetful, open_shared_store, open_store

__all__ = ["Budget", "Host", "Line", "Reply", "Store", "forgetful", "open_shared_store", "open_store"]
