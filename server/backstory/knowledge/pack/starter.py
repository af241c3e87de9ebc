"""The starter pack: its source comes with Backstory, the file is built once at first start."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from backstory.errors import PackSourceError
from backstory.knowledge.pack.build import BuildReport, build_pack
from backstory.knowledge.pack.manifest import FORMAT, PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine, read_source


def source_files() -> list[Path]:
    """The files of the starter pack's source, in order of their names."""
    with as_file(files("backstory.knowledge") / "starter") as folder:
        return sorted(folder.glob("*.jsonl"))


def starter_pack(folder: Path, *, built: str) -> Path:
    """The starter pack's file in `folder`, built there unless it is there already.

    Its name follows from its source, so that a changed source makes a new file. Raises: PackSourceError, OSError.
    """
    paths = source_files()
    out = folder / f"starter-{_fingerprint(paths)}.pack"
    if not out.is_file():
        report = build_starter(out, built=built)
        if report.bad:
            out.unlink()
            raise PackSourceError(f"the starter pack's source has a bad line: {report.bad[0]}")
    return out


def build_starter(out: Path, *, built: str) -> BuildReport:
    """Build the starter pack from its source."""
    paths = source_files()
    meta = PackMeta.read(paths[0].with_name("pack.toml"))
    return build_pack(_lines(paths), out, meta, built=built)


def _lines(paths: list[Path]) -> Iterator[GoodLine | BadLine]:
    for path in paths:
        yield from read_source(path)


def _fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for path in [paths[0].with_name("pack.toml"), *paths]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    # The code that folds names and weighs words shapes the file as well.
    for module in ("surface.py", "knowledge/pack/build.py"):
        digest.update((files("backstory") / module).read_bytes())
    return digest.hexdigest()[:12]
