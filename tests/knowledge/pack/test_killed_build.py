"""A build that is killed, at moments that are chosen and not waited for, and what the next one gives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.knowledge.pack.sources import quilland

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL"),
]

BUILD = """
import os, signal, sys
from pathlib import Path
from backstory.knowledge.pack import build
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.sources import read_sources

moment, out, *sources = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def lines():
    for number, line in enumerate(read_sources([Path(each) for each in sources])):
        if moment == f"line {number}":
            die()
        yield line

if moment == "replace":
    Path.replace = die
elif hasattr(build, moment):
    setattr(build, moment, die)
build.build_pack(lines(), Path(out), PackMeta(name="quill"), built="2026-01-01")
"""


def run(moment: str, out: Path, sources: list[Path], seed: int) -> int:
    """The exit status of a build in a process of its own, whose sets have an order of their own."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", BUILD, moment, str(out), *map(str, sources)]
    return subprocess.run(command, env=environment, check=False, capture_output=True).returncode


def test_killed_at_any_stage_the_old_pack_stays_and_the_next_build_gives_the_same_bytes(tmp_path: Path) -> None:
    sources = [
        quilland.mediawiki_xml(tmp_path / "quilland.xml"),
        quilland.wikidata_dump(tmp_path / "quilland.json"),
    ]
    whole = tmp_path / "whole.pack"
    assert run("never", whole, sources, seed=1) == 0
    out = tmp_path / "out" / "quill.pack"
    out.parent.mkdir()
    out.write_bytes(b"the pack of before")
    for seed, moment in enumerate(
        ("line 0", "line 2", "_flush", "_weighed", "_write_surfaces", "seal", "replace"), start=2
    ):
        assert run(moment, out, sources, seed) == -signal.SIGKILL, moment
        assert out.read_bytes() == b"the pack of before", moment
    assert run("never", out, sources, seed=9) == 0  # beside what the killed ones left
    assert out.read_bytes() == whole.read_bytes()
