"""Linking: which entity each mention means, or NIL.

Takes a Document, its Mentions and their Candidates. Gives one LinkedMention per Mention, in text order.
Never touches files, network or HTML.
"""

from backstory.linking.disambiguate import disambiguate

__all__ = ["disambiguate"]
