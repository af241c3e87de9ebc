"""Small stories on the real MediaWiki's world: who is meant in each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backstory.knowledge.pack import build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source


@dataclass(frozen=True)
class Story:
    """A text, and the entities that are meant in it: a card of any other is wrong."""

    text: str
    right: frozenset[str]


def _story(text: str, right: str) -> Story:
    return Story(text, frozenset(right.split("|")))


STORIES = (
    _story(
        "The Wagner Group bought rockets from North Korea, said John Kirby. The mercenaries of Yevgeny Prigozhin "
        "need them at Bakhmut in Ukraine, where Wagner leads the siege.",
        "en:Wagner Group|Q423|en:John Kirby (admiral)|en:Yevgeny Prigozhin|en:Bakhmut|Q212",
    ),
    _story(
        "In Pyongyang the Korean Central News Agency denied the sale. Kim Jong Un said nothing. South Korea laughed.",
        "Q18808|en:Korean Central News Agency|Q56226|Q884",
    ),
    _story(
        "Vladimir Putin met Sergei Shoigu in Moscow. The Russian Armed Forces have taken Soledar, the Kremlin said.",
        "Q7747|Q32024|Q649|Q193159|en:Soledar|Q133274",
    ),
    _story(
        "James Cleverly, the British foreign secretary and a politician of the Conservatives, spoke in London for the "
        "United Kingdom. President Joe Biden listened in Washington, D.C.",
        "en:James Cleverly|Q84|Q145|Q6279|Q61",
    ),
    _story(
        "The Internet Research Agency worked for Donald Trump and against Hillary Clinton from Saint Petersburg.",
        "en:Internet Research Agency|Q22686|Q6294|Q656",
    ),
    _story(
        "Dmitry Utkin, the Russian army officer who commands the mercenaries of the Wagner Group in the field, was "
        "seen in Syria and in Mali. The United Nations Security Council met on the Central African Republic.",
        "en:Dmitry Utkin|en:Wagner Group|Q858|Q912|Q37470|Q929",
    ),
)


def empty_pack(folder: Path) -> Path:
    """A pack that knows nothing of these stories."""
    source = folder / "nothing.jsonl"
    source.write_text('{"id":"en:Nothing at all","label":"Nothing at all"}\n', encoding="utf-8")
    pack = folder / "nothing.pack"
    build_pack(read_source(source), pack, PackMeta(name="nothing"), built="2026-01-01")
    return pack
