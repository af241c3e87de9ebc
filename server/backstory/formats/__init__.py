"""Rendering: a told Backstory as something to read.

Takes a Backstory. Gives a stand-alone page (`to_html`) or lines for a terminal (`to_text`). Asks nobody, fetches
nothing; every text of the answer is set as text, never as markup.
"""

from backstory.formats.html_page import CARD_STYLE, STYLE_HASH, note_markup, story_markup, to_html
from backstory.formats.plain_text import to_text

__all__ = ["CARD_STYLE", "STYLE_HASH", "note_markup", "story_markup", "to_html", "to_text"]
