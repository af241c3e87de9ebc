"""The extension as the two stores take it: one zip for Chromium browsers, one for Firefox.

The folder `extension/` runs in both browsers as it is; each ignores, with a warning, what is the other's. The zips
leave that out, so that both stores' checks have nothing to say. The same files give the same zip, byte by byte.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
BROWSERS = ("chromium", "firefox")

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def manifest_for(browser: str, manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest without what is the other browser's."""
    ours = dict(manifest)
    if browser == "chromium":
        # The store gives an extension its key, and refuses one that brings its own.
        for name in ("key", "browser_specific_settings", "sidebar_action"):
            del ours[name]
        ours["background"] = {name: value for name, value in ours["background"].items() if name != "scripts"}
    else:
        for name in ("key", "minimum_chrome_version", "side_panel"):
            del ours[name]
        ours["background"] = {name: value for name, value in ours["background"].items() if name != "service_worker"}
        ours["permissions"] = [name for name in ours["permissions"] if name != "sidePanel"]
    return ours


def files_for(browser: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of the zip, by name."""
    for path in sorted(path for path in EXTENSION.rglob("*") if path.is_file()):
        name = path.relative_to(EXTENSION).as_posix()
        if (
            name.startswith("stores/")
            or name.endswith(".d.ts")
            or any(part.startswith(".") for part in Path(name).parts)
        ):
            continue  # what the shops ask for; types for the editor; left by an editor or a file manager
        content = path.read_bytes()
        if name == "manifest.json":
            text = json.dumps(manifest_for(browser, json.loads(content)), indent=2, ensure_ascii=False) + "\n"
            content = text.encode()
        elif name.endswith(".js"):
            content = without_comments(content.decode()).encode()
        yield name, content


def without_comments(script: str) -> str:
    """A script without the comments that have lines of their own: a third of what a page would load. They stay here."""
    kept: list[str] = []
    inside = False
    for line in script.splitlines():
        text = line.strip()
        if inside:
            inside = "*/" not in text
        elif text.startswith("/*") and "*/" not in text:
            inside = True
        elif not (text.startswith("//") or (text.startswith("/*") and text.index("*/") == len(text) - 2)):
            kept.append(line)
    return "".join(f"{line}\n" for line in kept)


def write_zip(browser: str, folder: Path) -> Path:
    """Write the browser's zip into a folder and give its path."""
    version = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))["version"]
    target = folder / f"backstory-{browser}-{version}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files_for(browser):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, wherever it is made
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return target


if __name__ == "__main__":
    for browser in BROWSERS:
        made = write_zip(browser, ROOT / "dist")
        sys.stdout.write(f"dist/{made.name}: {made.stat().st_size:,} bytes\n")
