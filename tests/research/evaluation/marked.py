"""Marked texts, written in brackets."""

from __future__ import annotations

import re
from typing import Any

from backstory_research.evaluation.linking import GoldDocument, GoldMention, Prediction

_MARK = re.compile(r"\[([^\]]*)\]")
NAMES = {
    "Q1": "Auk Island",
    "Q2": "Auk Island Ferry",
    "Q3": "Ida Skerry",
    "Q4": "ferry",
    "Q5": "Tern",
}


def marked(text: str, *means: Any, **given: Any) -> GoldDocument:
    """A text whose bracketed words are marked: each with an id of NAMES, None, or GoldMention's further fields."""
    plain, mentions, end = "", [], 0
    for number, (match, meant) in enumerate(zip(_MARK.finditer(text), means, strict=True)):
        plain += text[end : match.start()]
        fields = dict(meant) if isinstance(meant, dict) else {"entity": meant}
        entity = fields.pop("entity", None)
        mentions.append(
            GoldMention(number, len(plain), len(plain + match[1]), entity, NAMES.get(entity or "", ""), **fields)
        )
        plain += match[1]
        end = match.end()
    plain += text[end:]
    return GoldDocument("story", plain, given.get("span", (0, len(plain))), (*mentions, *given.get("more", ())))


def within(document: GoldDocument, words: str, **fields: Any) -> GoldMention:
    """A mention of these words of the document, wherever they stand first."""
    start = document.text.index(words)
    entity = fields.pop("entity", None)
    return GoldMention(
        fields.pop("id", words), start, start + len(words), entity, NAMES.get(entity or "", ""), **fields
    )


def said(document: GoldDocument, words: str, entity: str | None, confidence: float = 1.0, name: str = "") -> Prediction:
    """A prediction on these words of the document, wherever they stand first."""
    start = document.text.index(words)
    return Prediction(start, start + len(words), entity, name or NAMES.get(entity or "", ""), confidence)
