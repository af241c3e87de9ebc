"""What a page's head says the story is about, and whether a text of the page says the same."""

from __future__ import annotations

from backstory.extract.tree import Element, brief

MIN_DESCRIBED = 30  # letters


def is_description(text: str, described: str) -> bool:
    """Is a text the page's description, or its beginning or the like?"""
    letters = letters_of(text)
    if len(letters) < MIN_DESCRIBED:
        return False
    return described.startswith(letters) or (len(described) >= MIN_DESCRIBED and letters.startswith(described))


def says_description(element: Element, described: str) -> bool:
    """Does an element say what the page says of itself?"""
    return bool(described) and is_description(brief(element, 2 * len(described)), described)


def letters_of(text: str) -> str:
    """Letters and digits, folded, for comparing what is written with other signs and spaces."""
    return "".join(filter(str.isalnum, text.casefold()))
