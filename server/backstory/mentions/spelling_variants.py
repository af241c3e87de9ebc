"""Other spellings of a name that nobody knows: asked for only where the name itself has no sense on record."""

from __future__ import annotations

import re

from backstory.lang import language
from backstory.text.normalise import plain

_PATRONYMIC = re.compile(r"(?:ov|ev|yev)(?:ich|na)\Z|ich\Z")
_SPELLINGS = tuple(
    (re.compile(pattern), str(instead)) for pattern, instead in language("en").table("names", "spellings").items()
)
_SHORTEST = 6  # letters of a lone word that is spelled otherwise; shorter ones are too often other words
_BODIES = re.compile(r"(?<=[^\W\d_]{3})s\Z")


def variants_of(name: str) -> tuple[str, ...]:
    """Other spellings, the likeliest first: without a patronymic, in another transliteration, in the singular.

    Middle names and initials stay: Michael B. Jordan is not Michael Jordan.
    """
    words = name.split()
    found: dict[str, None] = {}
    kept = [word for index, word in enumerate(words) if not (0 < index < len(words) - 1 and _PATRONYMIC.search(word))]
    if len(kept) < len(words):
        found[" ".join(kept)] = None
    if " " in name or len(name) >= _SHORTEST:
        for spelling in [" ".join(kept), *found]:
            found.setdefault(_respelled(spelling))
        if " " in name:
            found.setdefault(_BODIES.sub("", name))
    found.pop(name, None)
    return tuple(found)


def _respelled(name: str) -> str:
    spelled = plain(name)
    for pattern, instead in _SPELLINGS:
        spelled = pattern.sub(instead, spelled)
    return spelled
