"""Arrows point one way, libraries live in their rooms, modules fit on a few screens."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

SERVER = ROOT / "server"
PACKAGES = {name: SERVER / name for name in ("backstory", "backstory_packs", "backstory_research")}
MODULES = sorted(path for package in PACKAGES.values() for path in package.rglob("*.py"))
SCRIPTS = sorted(path for path in (ROOT / "extension").rglob("*.js"))

CORE = {"model", "errors", "deadline", "watch", "text", "lang", "ontology"}
# What each room may know besides itself and the core.
MAY_KNOW: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "deadline": set(),
    "watch": set(),
    "text": set(),
    "lang": set(),
    "ontology": set(),
    "extract": set(),
    "mentions": set(),
    "linking": set(),
    "cards": set(),
    "knowledge": set(),
    "look_up": {"mentions", "knowledge"},
    "pipeline": {"look_up", "mentions", "linking", "cards", "knowledge"},
    "previews": {"extract", "cards", "pipeline", "knowledge"},
    "formats": {"knowledge"},
    "backstory_packs": {"knowledge"},
    "client": {"formats"},
    "service": {"extract", "pipeline", "formats", "knowledge", "previews", "backstory_packs"},
    "web": {"service", "formats", "knowledge"},
    "backstory_research": {"linking", "mentions", "knowledge", "backstory_packs"},
    "cli": {
        "service",
        "formats",
        "web",
        "extract",
        "pipeline",
        "knowledge",
        "backstory_packs",
        "backstory_research",
    },
}
# Where outside libraries may be used.
HOME_OF = {
    "bs4": {"extract"},
    "lxml": {"extract", "knowledge"},
    "libzim": {"knowledge"},
    "mwparserfromhell": {"knowledge"},
    "sqlite3": {"knowledge", "previews"},
    "requests": {"knowledge", "previews"},
    "requests_cache": {"knowledge", "previews"},
    "urllib3": {"knowledge", "previews", "client"},
    "protego": {"previews"},
    "idna": {"previews"},
    "socket": {"previews", "cli"},
    "ssl": {"previews"},
    "flask": {"web"},
    "flask_cors": {"web"},
    "click": {"cli"},
    "tqdm": {"cli"},
    "prometheus_client": {"web", "cli"},
    "gunicorn": {"cli"},
    "pydantic_settings": {"service"},
    "jinja2": {"formats", "web"},
    "time": {"client", "service", "cli", "web", "knowledge", "previews", "backstory_research"},
    "random": {"backstory_research"},  # resampling, with a seed of its own
    "secrets": {"service"},
    "os": {"service", "knowledge", "cli", "backstory_research"},
}


def room(path: Path) -> str:
    package, *parts = path.relative_to(SERVER).parts
    if package != "backstory":
        return package
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


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SERVER)))
def test_a_room_knows_only_the_rooms_before_it(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    assert here in MAY_KNOW, f"{here} is a new room: say in MAY_KNOW what it may know"
    known = {name.split(".")[1] for name in imports(path) if name.startswith("backstory.")}
    known |= {name.split(".")[0] for name in imports(path)} & PACKAGES.keys() - {"backstory"}
    assert known <= MAY_KNOW[here] | CORE | {here}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SERVER)))
def test_outside_libraries_stay_in_their_rooms(path: Path) -> None:
    for name in imports(path):
        homes = HOME_OF.get(name.split(".")[0])
        assert homes is None or room(path) in homes, f"{name} has no place in {room(path)}"


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_http_server_is_known_to_one_module_alone() -> None:
    home = SERVER / "backstory" / "web" / "server.py"
    libraries = {name.split(".")[0] for name in imports(home)} - sys.stdlib_module_names - {"backstory", "flask"}
    assert libraries
    for path in MODULES:
        assert path == home or not libraries & {name.split(".")[0] for name in imports(path)}, path


def test_every_room_says_what_it_is() -> None:
    for door in (path for path in MODULES if path.name == "__init__.py"):
        assert ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))), f"{door} has no sign on it"


def test_only_the_wire_is_known_of_knowledge_by_pure_rooms() -> None:
    for path in MODULES:
        if room(path) in {"pipeline", "formats", "web"}:
            used = {name for name in imports(path) if name.startswith("backstory.knowledge")}
            assert used <= {"backstory.knowledge.base"}, f"{path} reaches behind knowledge.base: {used}"


def test_there_are_no_drawers() -> None:
    drawers = {"utils", "helpers", "common", "misc", "manager"}
    assert not [path for path in [*MODULES, *SCRIPTS] if path.stem in drawers or drawers & set(path.parts)]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_the_package_is_installed_with_it(package: str) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = declared["tool"]["setuptools"]["package-data"].get(package, [])
    files = [path for path in PACKAGES[package].rglob("*.*") if path.is_file()]
    kinds = {path.suffix for path in files if path.suffix not in {".py", ".pyc"} and path.name != "README.md"}
    assert kinds <= {Path(pattern).suffix for pattern in patterns}
