"""`backstory serve` as a process: what it prints where, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_well_when_told_to_and_writes_no_token_where_output_is_kept(
    pack: Path, tmp_path: Path, name: signal.Signals
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "BACKSTORY_PACKS": str(pack),
        "BACKSTORY_CONFIG_DIR": str(tmp_path / "config"),
        "BACKSTORY_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from backstory.cli.main import main; main()"]
    with subprocess.Popen(
        [*command, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        printed = ""
        for line in process.stdout:
            printed += line
            if line.startswith("Stop with"):
                break
        process.send_signal(name)
        printed += process.stdout.read()
        assert process.wait(30) == 0, printed
    token = (tmp_path / "config" / "token").read_text().strip()
    assert len(token) == 32
    assert token not in printed
    shown = subprocess.run([*command, "token"], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == token
