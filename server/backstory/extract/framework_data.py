"""The story's text in the data that a page's scripts draw it from, where the page's own markup holds none.

Next.js, Nuxt, AMP and the like put it into `<script type="application/json">` or into an assignment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from backstory.extract.json_ld_body import body_lines
from backstory.extract.text_size import word_count
from backstory.extract.titles import likeness
from backstory.extract.tree import Element

DATA_TYPES = ("application/json", "text/json", "application/ld+json; charset=utf-8")
ASSIGNED = re.compile(r"(?:window|self|globalThis)?\.?[\w$.\[\]'\"]{2,60}\s*=\s*(?=[{\[(f]|JSON\.parse)")
PARSED = re.compile(r"JSON\.parse\(\s*(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)')\s*\)", re.DOTALL)
STRING = re.compile(r'"((?:[^"\\]|\\.){60,20000})"')
PUSHED = re.compile(r'__next_f\.push\(\[1,\s*"((?:[^"\\]|\\.)*)"\]\)')
MAX_DATA = 4_000_000  # characters
MAX_VALUES = 100_000
MAX_SCRIPTS = 60
PROSE_WORDS = 8
STORY_WORDS = 60
SENTENCE = re.compile(r"[.!?。！？।…][\"'”’»)\]]*(?:\s|<|$)")
SAME_TITLE = 0.8


def data_scripts(root: Element) -> list[str]:
    """The texts of scripts that hold data rather than a program, as far as their type and beginning tell."""
    found: list[str] = []
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) < STORY_WORDS * 4 or len(text) > MAX_DATA:
            continue
        said = script.get("type", "").lower()
        if (
            said in DATA_TYPES
            or "NEXT" in script.get("id", "")
            or ((not said or "javascript" in said) and _is_state(text))
        ):
            found.append(text)
    return found[:MAX_SCRIPTS]


def _is_state(text: str) -> bool:
    return ASSIGNED.match(text.lstrip()) is not None or "__next_f.push" in text[:80]


def story_in_data(scripts: Sequence[str], titles: Sequence[str]) -> str | None:
    """The paragraphs of the story that the data hold, one a line; None where they hold none.

    The story is what stands in the innermost object with its title; else the largest run of sentences.
    """
    best: list[str] = []
    for script in scripts:
        value = _value(script)
        groups = [] if value is None else list(_objects_with_title(value, titles))
        if value is None or PUSHED.search(script):
            groups = [
                [text for text in (_string(match[1]) for match in STRING.finditer(_joined(script))) if _is_prose(text)]
            ]
        elif not groups:
            groups = [_paragraphs(value)]
        best = max([best, *groups], key=_words)
    lines = list(dict.fromkeys(line.text for text in best for line in body_lines(text)))
    return "\n".join(lines) if word_count(" ".join(lines)) >= STORY_WORDS else None


def _words(texts: Sequence[str]) -> int:
    return sum(map(word_count, texts))


def _value(script: str) -> Any:
    if written := PARSED.search(script):
        script = _string(written[1] if written[1] is not None else _in_double_quotes(written[2]))
    start = re.search(r"[\[{]", script)
    if start is None:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(script, start.start())[0]
    except (ValueError, RecursionError):
        return None


def _joined(script: str) -> str:
    """A script's strings that are pieces of one text, put together."""
    pieces = [_string(match[1]) for match in PUSHED.finditer(script)]
    return "".join(pieces) or script


def _in_double_quotes(written: str) -> str:
    """The inside of a string in single quotes as it is written in double ones."""
    return re.sub(r"\\(.)|(\")", lambda sign: '\\"' if sign[2] else sign[1] if sign[1] == "'" else sign[0], written)


def _string(written: str) -> str:
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written


def _objects_with_title(value: Any, titles: Sequence[str]) -> Iterator[list[str]]:
    """The paragraphs in each object that has the story's title, where they are a story's."""
    waiting = [value]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(inner for inner in value if isinstance(inner, (dict, list)))
        elif isinstance(value, dict):
            if any(isinstance(said, str) and _is_title(said, titles) for said in value.values()):
                found = _paragraphs(value)
                if _words(found) >= STORY_WORDS:
                    yield found
            waiting.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))


def _is_title(said: str, titles: Sequence[str]) -> bool:
    return 12 < len(said) < 300 and any(likeness(said, title) >= SAME_TITLE for title in titles)


def _paragraphs(value: Any) -> list[str]:
    """The texts of a value that are sentences, in order."""
    found: list[str] = []
    waiting = [value]
    for _ in range(MAX_VALUES):
        if not waiting:
            break
        value = waiting.pop()
        if isinstance(value, str):
            if _is_prose(value):
                found.append(value)
        elif isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            waiting.extend(reversed(list(value.values())))
    return found


def _is_prose(text: str) -> bool:
    return (
        len(text) >= 40
        and word_count(text) >= PROSE_WORDS
        and SENTENCE.search(text) is not None
        and "{" not in text[:200]
    )
