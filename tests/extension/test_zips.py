"""The zips for the two stores: the same every time, each without the other browser's part, clean to the linter."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from extension.stores.zips import BROWSERS, EXTENSION, without_comments, write_zip

# Content scripts are no modules, so one line of ours imports the rest, by an address that only the browser knows.
KNOWN_WARNINGS = [("UNSAFE_VAR_ASSIGNMENT", "content.js")]


def find_linter() -> list[str] | None:
    """Mozilla's linter: as `addons-linter`, or inside `web-ext`."""
    if path := shutil.which("addons-linter"):
        return [path, "--output=json"]
    if path := shutil.which("web-ext"):
        return [path, "lint", "--output=json", "--source-dir"]
    return None


@pytest.mark.parametrize("browser", BROWSERS)
def test_the_same_files_give_the_same_zip(browser: str, tmp_path: Path) -> None:
    once, again = (write_zip(browser, tmp_path / folder).read_bytes() for folder in ("once", "again"))
    assert once == again


@pytest.mark.parametrize("browser", BROWSERS)
def test_all_that_the_extension_needs_is_in_it_and_nothing_else(browser: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(write_zip(browser, tmp_path)) as archive:
        names = set(archive.namelist())
    own = {path.relative_to(EXTENSION).as_posix() for path in EXTENSION.rglob("*") if path.is_file()}
    assert names == {name for name in own if not name.startswith("stores/") and not name.endswith(".d.ts")}


def test_each_manifest_is_without_the_other_browsers_part(tmp_path: Path) -> None:
    manifests = {}
    for browser in BROWSERS:
        with zipfile.ZipFile(write_zip(browser, tmp_path)) as archive:
            manifests[browser] = json.loads(archive.read("manifest.json"))
    chromium, firefox = manifests["chromium"], manifests["firefox"]
    assert not {"key", "browser_specific_settings", "sidebar_action"} & set(chromium)
    assert set(chromium["background"]) == {"service_worker", "type"}
    assert not {"key", "minimum_chrome_version", "side_panel"} & set(firefox)
    assert set(firefox["background"]) == {"scripts", "type"}
    assert "sidePanel" not in firefox["permissions"]
    same = set(chromium) & set(firefox) - {"background", "permissions"}
    assert all(chromium[name] == firefox[name] for name in same)


def test_mozillas_linter_finds_nothing_new(tmp_path: Path) -> None:
    linter = find_linter()
    if linter is None:
        pytest.skip("Neither addons-linter nor web-ext is on the PATH, so Firefox's zip was not linted.")
    folder = tmp_path / "firefox"
    with zipfile.ZipFile(write_zip("firefox", tmp_path)) as archive:
        archive.extractall(folder)
    done = subprocess.run([*linter, str(folder)], capture_output=True, text=True, timeout=120, check=False)
    found = json.loads(done.stdout)
    assert found["errors"] == []
    assert found["notices"] == []
    assert [(one["code"], one["file"]) for one in found["warnings"]] == KNOWN_WARNINGS


def test_comments_with_lines_of_their_own_stay_in_the_repository() -> None:
    script = (
        'const a = "// no comment"; // kept\n/** What it gives.\n * More.\n */\n// why\nconst b = /* c */ 1;\n/* d */\n'
    )
    assert without_comments(script) == 'const a = "// no comment"; // kept\nconst b = /* c */ 1;\n'
