"""Other spellings of a name that nobody knows: asked for only where the name itself has no sense on record."""

from __future__ import annotations

import re

from backstory.text.normalise import plain

_PATRONYMIC = re.compile(r"(?:ov|ev|yev)(?:ich|na)\Z|ich\Z")
# Endings and letters that one writing of Cyrillic or Arabic has where another has something else.
_SPELLINGS = (
    (re.compile(r"(?:iy|ii|ij|yi|yy|yj)\b"), "y"),
    (re.compile(r"skaia\b"), "skaya"),
    (re.compile(r"eyev\b"), "eev"),
    (re.compile(r"(?<=[^\W\d_])oe\b"), "oye"),
    (re.compile(r"\bEvgen"), "Yevgen"),
    (re.compile(r"\bAleksand"), "Alexand"),
    (re.compile(r"\bAleksei\b|\bAlexei\b"), "Alexey"),
    (re.compile(r"\bSerg(?:ei|ej)\b"), "Sergey"),
    (re.compile(r"\bDmitri\b|\bDmitrij\b"), "Dmitry"),
    (re.compile(r"\bVolodimir\b"), "Volodymyr"),
    (re.compile(r"\bMuh?ammad\b|\bMohammad\b|\bMohamed\b|\bMuhammed\b|\bMohamad\b"), "Mohammed"),
    (re.compile(r"\bHus+ein\b|\bHoss?ein\b|\bHussain\b"), "Hussein"),
    (re.compile(r"\bAhmad\b"), "Ahmed"),
    (re.compile(r"\bYus+[ou]f\b"), "Yusuf"),
    (re.compile(r"\b(?:El|Al)[ -]"), "al-"),
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
