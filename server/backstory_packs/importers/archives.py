"""Reading members of packages as `npm pack` and `pip download` leave them: nothing is unpacked."""

from __future__ import annotations

import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backstory.errors import PackSourceError


def archive(folder: Path, pattern: str) -> Path:
    """The one file of the folder that fits the pattern.

    Raises: PackSourceError, when there is none or there are several.
    """
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "none"
        raise PackSourceError(f"{folder}: one {pattern} is wanted, found: {names}")
    return found[0]


def texts(path: Path, ending: str) -> Iterator[tuple[str, str]]:
    """The name and text of each member whose name ends so, in order of names.

    Raises: PackSourceError, when there is none.
    """
    found = False
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as members:
            for name in sorted(members.namelist()):
                if name.endswith(ending):
                    found = True
                    yield name, members.read(name).decode("utf-8")
    else:
        with tarfile.open(path) as tar:
            for member in sorted(tar.getmembers(), key=lambda member: member.name):
                file = tar.extractfile(member) if member.name.endswith(ending) else None
                if file is not None:
                    found = True
                    yield member.name, file.read().decode("utf-8")
    if not found:
        raise PackSourceError(f"{path}: has no member that ends in {ending}")


def text(path: Path, ending: str) -> str:
    """The text of the one member whose name ends so. Raises: PackSourceError."""
    return next(texts(path, ending))[1]


def json_of(path: Path, ending: str) -> Any:
    """The value of the one JSON member whose name ends so. Raises: PackSourceError."""
    return json.loads(text(path, ending))
