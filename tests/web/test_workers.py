"""`backstory serve --workers`: real processes behind one port."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backstory.cli.workers import check_workers
from backstory.errors import InputError
from backstory.service.settings import Settings

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see the workers"),
]
WITHIN_S = 60
STORY = "Vladimir Putin met Yevgeny Prigozhin. "


@pytest.fixture
def running(pack: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """The master process of two workers, its port and the token."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "BACKSTORY_PACKS": str(pack),
        "BACKSTORY_CONFIG_DIR": str(tmp_path / "config"),
        "BACKSTORY_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from backstory.cli.main import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--workers", "2"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        port = 0
        for line in process.stdout:
            if line.startswith("Start page:"):
                port = int(line.rsplit(":", 1)[1].strip().strip("/"))
            if line.startswith("Stop with"):
                break
        assert port, "it did not start"
        yield process, port, (tmp_path / "config" / "token").read_text().strip()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(WITHIN_S)


def ask(port: int, token: str, path: str, body: dict[str, object] | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WITHIN_S)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Connection": "close"}
    connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def workers_of(process: subprocess.Popen[str]) -> set[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {int(pid) for pid in found}


def until(holds: Callable[[], bool]) -> None:
    last = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < last, "it never came to be"
        time.sleep(0.1)


def test_workers_answer_one_that_is_killed_is_replaced_and_counts_are_summed(
    running: tuple[subprocess.Popen[str], int, str],
) -> None:
    process, port, token = running
    until(lambda: len(workers_of(process)) == 2)
    asked = 8
    for _ in range(asked):
        status, body = ask(port, token, "/enrich", {"text": STORY})
        assert status == 200
        assert json.loads(body)["mentions"]
    status, said = ask(port, token, "/metrics")
    assert f'backstory_requests_total{{route="enrich",status="200"}} {asked}.0' in said.decode()

    killed = min(workers_of(process))
    os.kill(killed, signal.SIGKILL)
    until(lambda: killed not in workers_of(process) and len(workers_of(process)) == 2)
    assert ask(port, token, "/readyz")[0] == 200
    assert ask(port, token, "/enrich", {"text": STORY})[0] == 200


def test_told_to_stop_workers_finish_what_runs(running: tuple[subprocess.Popen[str], int, str]) -> None:
    process, port, token = running
    until(lambda: ask(port, token, "/readyz")[0] == 200)
    long = {"text": STORY * 2_000, "options": {"text": True}}
    got: list[tuple[int, bytes]] = []
    asking = threading.Thread(target=lambda: got.append(ask(port, token, "/enrich", long)))
    asking.start()
    time.sleep(0.5)  # so that it has come in; were it done by then, the test would hold as well
    process.send_signal(signal.SIGTERM)
    asking.join(WITHIN_S)
    assert process.wait(WITHIN_S) == 0
    (status, body), *_ = got
    assert status in (200, 503)  # told whole, or out of time; never cut
    json.loads(body)


def test_rates_of_several_workers_need_a_place_that_all_of_them_see() -> None:
    with pytest.raises(InputError, match="limits_store"):
        check_workers(Settings(workers=2, per_minute=10))
    check_workers(Settings(workers=2, per_minute=10, limits_store="redis://127.0.0.1"))
    check_workers(Settings(workers=1, per_minute=10))


def test_without_gunicorn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"backstory\[workers\]"):
        check_workers(Settings(workers=2))
    check_workers(Settings())
