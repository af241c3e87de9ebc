"""The starter pack: its source comes with Backstory, the file is built once at first start."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from backstory.errors import PackSourceError
from backstory.knowledge.pack.build import BuildReport, build_pack
from backstory.knowledge.pack.check import CheckReport, check
from backstory.knowledge.pack.manifest import FORMAT, PackMeta
from backstory.knowledge.pack.source import BadLine, EntityLine, GoodLine, read_source
from backstory.lang import word_lists
from backstory_packs.bulk_check import check_bulk, check_shares, ordinary_names
from backstory_packs.importers.compare import added_heads, id_upgrades, possibly_ended
from backstory_packs.joining.join import JoinReport, join
from backstory_packs.localized import name_files, names_by_entity, with_names

# The bulk's files, most trusted first: what one says of an entity, the next does not say again.
_BULK = ("territories.jsonl", "factbook.jsonl", "legislators.jsonl", "organisations.jsonl")


def source_files() -> list[Path]:
    """The files of the starter pack's written source, in order of their names."""
    with as_file(files("backstory_packs") / "starter") as folder:
        return sorted(folder.glob("*.jsonl"))


def bulk_files() -> list[Path]:
    """The files of the starter pack's bulk facts, most trusted first."""
    with as_file(files("backstory_packs") / "bulk") as folder:
        return [folder / name for name in _BULK]


def starter_file(folder: Path) -> Path:
    """Where the starter pack stands in `folder`, or will once it is built.

    Its name follows from its source, so that a changed source makes a new file.
    """
    return folder / f"starter-{_fingerprint()}.pack"


def starter_pack(folder: Path, *, built: str) -> Path:
    """The starter pack's file in `folder`, built there unless it is there already.

    Raises: PackSourceError, OSError.
    """
    out = starter_file(folder)
    if not out.is_file():
        report = build_starter(out, built=built)
        if report.bad:
            out.unlink()
            raise PackSourceError(f"the starter pack's source has a bad line: {report.bad[0]}")
    return out


def build_starter(out: Path, *, built: str, report: JoinReport | None = None) -> BuildReport:
    """Build the starter pack from its source: the written entries, and the bulk below them."""
    meta = PackMeta.read(source_files()[0].with_name("pack.toml"))
    return build_pack(joined(_lines(source_files()), bulk_files(), report), out, meta, built=built)


def joined(
    written: Iterable[GoodLine | BadLine], bulk: Sequence[Path], report: JoinReport | None = None
) -> Iterator[GoodLine | BadLine]:
    """Written lines and the bulk's files as one source; bad lines and what stands twice are passed on as bad."""
    first: dict[str, GoodLine] = {}
    for line in written:
        if isinstance(line, BadLine):
            yield line
        elif line.entity.id in first:
            earlier = first[line.entity.id]
            yield BadLine(line.file, line.line, f"{line.entity.id} stands at {earlier.file}:{earlier.line} already")
        else:
            first[line.entity.id] = line
    bad: dict[str, BadLine] = {}
    names = names_by_entity(name_files())
    entities = join([line.entity for line in first.values()], lambda: _good(bulk, bad), report)
    for number, entity in enumerate(entities, start=1):
        here = first.get(entity.id)
        named = with_names(entity, names)
        yield GoodLine(here.file, here.line, named) if here else GoodLine("bulk", number, named)
    yield from bad.values()


def _good(paths: Sequence[Path], bad: dict[str, BadLine]) -> Iterator[EntityLine]:
    for line in _lines(paths):
        if isinstance(line, BadLine):
            bad[str(line)] = line
        else:
            yield line.entity


def check_starter() -> CheckReport:
    """A look over the written entries, the bulk, and the two together."""
    bulk = list(_lines(bulk_files()))
    ids = {line.entity.id for line in bulk if isinstance(line, GoodLine)}
    meta = PackMeta.read(source_files()[0].with_name("pack.toml"))
    report = check(_lines(source_files()), known=ids, retrieved=meta.retrieved)
    written = [line.entity for line in _lines(source_files()) if isinstance(line, GoodLine)]
    report.errors += check_bulk(bulk)
    joined_report = JoinReport()
    whole = [
        line.entity
        for line in joined(_lines(source_files()), bulk_files(), joined_report)
        if isinstance(line, GoodLine)
    ]
    report.errors += check_shares(whole, written)
    report.notes += ordinary_names(written)
    counts = joined_report.counts
    report.counts += "".join(f"; {count:,} {what}" for what, count in counts.items())
    return report


def compare_starter() -> dict[str, list[str]]:
    """What the written entries and the bulk say differently of the same things, under a title each."""
    report = JoinReport()
    written = [line.entity for line in _lines(source_files()) if isinstance(line, GoodLine)]
    for _ in joined(_lines(source_files()), bulk_files(), report):
        pass
    return {
        "Written ids that surely are these Wikidata ids": id_upgrades(report.matches.sure, written),
        "Written ids that may be these": id_upgrades(report.matches.doubtful, written),
        "Written heads that are said to go on and are not the Factbook's": possibly_ended(written, report),
        "Heads that the Factbook adds": list(added_heads(written, report)),
    }


def _lines(paths: Iterable[Path]) -> Iterator[GoodLine | BadLine]:
    for path in paths:
        yield from read_source(path)


def _fingerprint() -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    written = source_files()
    # The code that folds names, shares them out and weighs words shapes the file as well.
    shaping = ("text/normalise.py", "knowledge/pack/build.py")
    code = [*sorted(Path(__file__).with_name("joining").glob("*.py")), *sorted(word_lists().glob("*.txt"))]
    code.append(Path(__file__).with_name("localized.py"))
    code += [word_lists().parents[1] / name for name in shaping]
    for path in [written[0].with_name("pack.toml"), *written, *bulk_files(), *name_files(), *code]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
