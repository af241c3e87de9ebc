"""The words of a text that may carry its subject."""

from __future__ import annotations

import re

from backstory.lang import language
from backstory.text.normalise import plain, stem

_WORD = re.compile(r"[^\W\d_]{3,}")
# Of English, whatever the text's language: packs are built with the same words as they are asked with.
EMPTY_WORDS = language("en").folded("text", "empty_words")


def terms(text: str) -> frozenset[str]:
    """The folded words of a text that may carry its subject, plural and singular taken as one."""
    return frozenset(stem(word) for word in _WORD.findall(plain(text).casefold()) if word not in EMPTY_WORDS)
