"""What entities are called in other languages: `names/cldr.jsonl`, made from CLDR, and `names/<code>.jsonl`, written.

A line of the first: `{"id": "Q183", "names": {"fr": ["Allemagne"], "pl": ["Niemcy"]}}`; of the others, in one language:
`{"id": "en:Emmanuel Macron", "forms": ["Эмманюэль Макрон", "Макрон"]}`. `names/mul.jsonl`: forms of any language but
English.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import as_file, files
from pathlib import Path

from backstory.errors import PackSourceError
from backstory.knowledge.pack.source import AliasLine, EntityLine

_CLDR = "cldr"
_COUNT = 100.0  # of a form that a list gives: as often as a label


def name_files() -> list[Path]:
    """The files of names, in order of their names."""
    with as_file(files("backstory_packs") / "names") as folder:
        return sorted(folder.glob("*.jsonl"))


def names_by_entity(paths: Iterable[Path]) -> dict[str, tuple[AliasLine, ...]]:
    """The forms of each entity, by its id. Raises: PackSourceError, with file and line."""
    found: dict[str, dict[tuple[str, str], AliasLine]] = {}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                forms = row["names"] if path.stem == _CLDR else {path.stem: row["forms"]}
                own = found.setdefault(row["id"], {})
                for code, texts in forms.items():
                    for text in texts:
                        own[code, text] = AliasLine(text=text, count=_COUNT, language=code)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise PackSourceError(f"{path.name}:{number}: no names of an entity: {error}") from error
    return {id: tuple(own.values()) for id, own in found.items()}


def with_names(entity: EntityLine, names: Mapping[str, tuple[AliasLine, ...]]) -> EntityLine:
    """The entity with its names in other languages."""
    own = names.get(entity.id)
    return entity.model_copy(update={"aliases": (*entity.aliases, *own)}) if own else entity
