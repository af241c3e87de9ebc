"""Arrows point one way, libraries live in their rooms, modules fit on a few screens."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "server" / "backstory"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(path for path in (ROOT / "extension").rglob("*.js"))

CORE = {"model", "errors", "surface", "dates", "lexicon"}
# What each room may know besides itself and the core.
MAY_KNOW = {
    "model": set(),
    "errors": set(),
    "surface": set(),
    "dates": set(),
    "lexicon": set(),
    "page": set(),
    "mentions": set(),
    "linking": set(),
    "cards": set(),
    "knowledge": set(),
    "evaluation": set(),
    "fetch": set(),
    "linked": set(),
    "unfurl": {"page", "cards", "pipeline", "fetch", "linked", "knowledge"},
    "fetching": {"fetch", "unfurl", "pipeline", "settings", "knowledge"},
    "pipeline": {"mentions", "linking", "cards", "knowledge"},
    "wire": {"knowledge"},
    "render": {"wire"},
    "settings": set(),
    "live": {"settings", "knowledge"},
    "assembly": {"page", "pipeline", "wire", "settings", "knowledge", "unfurl", "fetching", "live"},
    "web": {"assembly", "wire", "render", "settings", "knowledge"},
    "cli": {
        "assembly",
        "settings",
        "wire",
        "render",
        "web",
        "page",
        "pipeline",
        "knowledge",
        "evaluation",
        "fetching",
        "live",
    },
}
# Where outside libraries may be used.
HOME_OF = {
    "bs4": {"page"},
    "lxml": {"page"},
    "sqlite3": {"knowledge", "fetch"},
    "requests": {"knowledge", "fetch"},
    "requests_cache": {"knowledge", "fetch"},
    "urllib3": {"knowledge", "fetch"},
    "protego": {"fetch"},
    "idna": {"fetch"},
    "socket": {"fetch", "cli"},
    "ssl": {"fetch"},
    "flask": {"web"},
    "flask_cors": {"web"},
    "click": {"cli"},
    "tqdm": {"cli"},
    "waitress": {"cli"},
    "pydantic_settings": {"settings"},
    "jinja2": {"render", "web"},
    "time": {"assembly", "cli", "web", "knowledge", "fetch", "unfurl"},
    "random": {"evaluation"},  # resampling, with a seed of its own
    "secrets": {"assembly"},
    "os": {"assembly", "knowledge", "cli", "settings"},
}


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_knows_only_the_rooms_before_it(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    assert here in MAY_KNOW, f"{here} is a new room: say in MAY_KNOW what it may know"
    known = {name.split(".")[1] for name in imports(path) if name.startswith("backstory.")}
    assert known <= MAY_KNOW[here] | CORE | {here}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_outside_libraries_stay_in_their_rooms(path: Path) -> None:
    for name in imports(path):
        homes = HOME_OF.get(name.split(".")[0])
        assert homes is None or room(path) in homes, f"{name} has no place in {room(path)}"


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_every_room_says_what_it_is() -> None:
    for door in PACKAGE.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))), f"{door} has no sign on it"


def test_only_the_wire_is_known_of_knowledge_by_pure_rooms() -> None:
    for path in MODULES:
        if room(path) in {"pipeline", "wire", "web"}:
            used = {name for name in imports(path) if name.startswith("backstory.knowledge")}
            assert used <= {"backstory.knowledge.base"}, f"{path} reaches behind knowledge.base: {used}"


def test_there_are_no_drawers() -> None:
    drawers = {"utils", "helpers", "common", "misc", "manager"}
    assert not [path for path in [*MODULES, *SCRIPTS] if path.stem in drawers or drawers & set(path.parts)]


def test_every_file_of_the_package_is_installed_with_it() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = declared["tool"]["setuptools"]["package-data"]["backstory"]
    kinds = {path.suffix for path in PACKAGE.rglob("*.*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert kinds <= {Path(pattern).suffix for pattern in patterns}
