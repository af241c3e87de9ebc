"""Page: a news page's HTML, taken apart.

Takes HTML as text (`decode` makes text of bytes) and the address it was read at. Gives a Page: what the page says about
itself, the story's text in blocks, and the story's links to other stories. Never touches files or the network.
"""

from backstory.extract.decode import decode
from backstory.extract.promo import Promo
from backstory.extract.read import Linked, read_linked, read_page

__all__ = ["Linked", "Promo", "decode", "read_linked", "read_page"]
