"""The starter pack: its source comes with Backstory, the file is built once at first start."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

from backstory.errors import PackSourceError
from backstory.knowledge.bulk.join import JoinReport, join
from backstory.knowledge.pack.build import BuildReport, build_pack
from backstory.knowledge.pack.manifest import FORMAT, PackMeta
from backstory.knowledge.pack.source import BadLine, EntityLine, GoodLine, read_source

# The bulk's files, most trusted first: what one says of an entity, the next does not say again.
_BULK = ("territories.jsonl", "factbook.jsonl", "organisations.jsonl")


def source_files() -> list[Path]:
    """The files of the starter pack's written source, in order of their names."""
    with as_file(files("backstory.knowledge") / "starter") as folder:
        return sorted(folder.glob("*.jsonl"))


def bulk_files() -> list[Path]:
    """The files of the starter pack's bulk facts, most trusted first."""
    with as_file(files("backstory.knowledge") / "bulk") as folder:
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


def build_starter(out: Path, *, built: str) -> BuildReport:
    """Build the starter pack from its source: the written entries, and the bulk below them."""
    meta = PackMeta.read(source_files()[0].with_name("pack.toml"))
    return build_pack(joined(_lines(source_files()), _lines(bulk_files())), out, meta, built=built)


def joined(
    written: Iterable[GoodLine | BadLine], bulk: Iterable[GoodLine | BadLine], report: JoinReport | None = None
) -> Iterator[GoodLine | BadLine]:
    """Written and bulk lines as one source; bad lines and written entries that stand twice are passed on."""
    first: dict[str, GoodLine] = {}
    for line in written:
        if isinstance(line, BadLine) or line.entity.id in first:
            yield _twice(line, first) if isinstance(line, GoodLine) else line
        else:
            first[line.entity.id] = line
    entities: list[EntityLine] = []
    for line in bulk:
        if isinstance(line, BadLine):
            yield line
        else:
            entities.append(line.entity)
    for number, entity in enumerate(join([line.entity for line in first.values()], entities, report), start=1):
        here = first.get(entity.id)
        yield GoodLine(here.file, here.line, entity) if here else GoodLine("bulk", number, entity)


def _twice(line: GoodLine, first: dict[str, GoodLine]) -> BadLine:
    earlier = first[line.entity.id]
    return BadLine(line.file, line.line, f"{line.entity.id} stands at {earlier.file}:{earlier.line} already")


def _lines(paths: Iterable[Path]) -> Iterator[GoodLine | BadLine]:
    for path in paths:
        yield from read_source(path)


def _fingerprint() -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    written, bulk = source_files(), bulk_files()[0].parent
    # The code that folds names, shares them out and weighs words shapes the file as well.
    code = [path for path in sorted(bulk.iterdir()) if path.suffix in {".py", ".txt", ".jsonl"}]
    code += [bulk.parents[1] / "surface.py", bulk.parent / "pack" / "build.py"]
    for path in [written[0].with_name("pack.toml"), *written, *code]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
