"""Starts the real MediaWiki that stands beside the repository, and stops it by its own process id."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2].parent / "shared" / "mediawiki"
START_S = 300  # the first start may have to install packages
WORKERS = 8  # so that slow answers do not keep quick ones waiting

# Into the wiki's own configuration: garbage on demand, and licences of files, which Wikipedia's CommonsMetadata tells.
SETTINGS = r"""<?php
if ( file_exists( '%(control)s/garbage' ) ) {
    header( 'Content-Type: application/json' );
    echo '{"query": {"pages": [{"title": "<b>Wagner</b>", ', str_repeat( "\0\xff{", 1000 );
    exit;
}
$wgHooks['GetExtendedMetadata'][] = function ( &$meta, $file ) {
    if ( $file->getName() !== 'World-city.png' ) {
        $meta['LicenseShortName'] = [ 'value' => 'CC0', 'source' => 'tests' ];
        $meta['Artist'] = [ 'value' => '<a href="//wiki.example/User:Jo">Jo &amp; Roe</a>', 'source' => 'tests' ];
    }
    return true;
};
"""


class NoMediaWiki(Exception):
    """The wiki cannot be had here; the message says why."""


@dataclass(frozen=True)
class MediaWiki:
    """A running wiki. Files in `control` make trouble: `delay` (seconds), `429`, `503`, `garbage`."""

    api: str
    control: Path
    access_log: Path
    process: subprocess.Popen[str]

    @contextmanager
    def trouble(self, name: str, content: str = "1") -> Iterator[None]:
        """While this is open, the wiki has the named trouble."""
        file = self.control / name
        file.write_text(content)
        try:
            yield
        finally:
            file.unlink()

    def requests(self) -> list[str]:
        """The request lines so far, oldest first; the log is written within a moment of each answer."""
        time.sleep(0.05)
        return [line.split('"')[1] for line in self.access_log.read_text().splitlines()]

    def stop(self) -> None:
        """End the wiki and wait until it is gone."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serve(folder: Path, *, port: int = 0) -> Iterator[MediaWiki]:
    """A fresh wiki, kept in `folder` while it runs; on a free port where none is given.

    Raises: NoMediaWiki, when it does not start.
    """
    launcher = FOLDER / "serve"
    if not launcher.exists():
        raise NoMediaWiki("there is no ../shared/mediawiki beside the repository")
    settings = folder / "settings.php"
    settings.write_text(SETTINGS % {"control": folder / "wiki" / "control"}, encoding="utf-8")
    command = [
        *(launcher, "--dir", folder / "wiki", "--images", FOLDER / "images"),
        *("--settings", settings, "--workers", str(WORKERS), *(("--port", str(port)) if port else ())),
        FOLDER / "world.xml",
    ]
    with (folder / "stderr").open("w") as stderr:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, text=True)
    assert process.stdout is not None
    wiki = MediaWiki("", folder / "wiki" / "control", folder / "wiki" / "log" / "access.log", process)
    patience = threading.Timer(START_S, process.terminate)
    patience.start()
    try:
        line = process.stdout.readline()
        patience.cancel()
        if not line.startswith("API "):
            process.wait()
            said = (folder / "stderr").read_text().strip().splitlines()
            raise NoMediaWiki(said[-1] if said else f"it did not start within {START_S} s")
        yield MediaWiki(line.split()[1], wiki.control, wiki.access_log, process)
    finally:
        patience.cancel()
        with suppress(ProcessLookupError):
            wiki.stop()
        process.stdout.close()
