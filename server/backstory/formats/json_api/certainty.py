"""Confidence in words."""

from __future__ import annotations

from backstory.model import Card

# Least confidence, and what to call it. The steps follow the words that weather services and the IPCC use for chances.
_STEPS = ((0.95, "almost certain"), (0.8, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))


def certainty(confidence: float) -> str:
    """The confidence in words: "very likely"."""
    return next((words for least, words in _STEPS if confidence >= least), "uncertain")


def certainty_of(card: Card) -> str:
    """How sure a card's sense is, in words; the reader's own choice is called so."""
    return "your choice" if card.corrected else certainty(card.confidence)
