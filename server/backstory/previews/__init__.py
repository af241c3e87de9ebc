"""Linked: what a story behind a link is, and what it adds to the story that links to it.

Takes pages that have been read and the entities found in them. Gives Previews and Adds. Extractive: no word is made up,
sentences stand as the linked story has them. Never touches files, network or HTML.
"""

from backstory.previews.adds import adds_to
from backstory.previews.preview import preview_of, with_oembed

__all__ = ["adds_to", "preview_of", "with_oembed"]
