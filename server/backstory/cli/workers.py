"""Several processes behind one port: gunicorn, each worker with a service of its own over the same read-only packs.

The packs are opened in each worker after the fork; the system's page cache holds them once. Of what a service counts,
metrics are summed over the workers; rates need Redis (`limits_store`). A worker that dies is replaced; told to stop,
each finishes what runs.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backstory.errors import InputError
from backstory.service.assembly import assemble
from backstory.service.settings import Settings
from backstory.web.admission import SPARE_THREADS

_GRACE_S = 5  # seconds beyond a request's own limit that one may take to end and be sent
_METRICS_DIR = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client reads it when a metric is made


def check_workers(settings: Settings) -> None:
    """Raises: InputError, where several workers cannot run, with what to do."""
    if settings.workers == 1:
        return
    if os.name != "posix" or importlib.util.find_spec("gunicorn") is None:
        what = "they run on Linux and macOS alone" if os.name != "posix" else "install backstory[workers]"
        raise InputError(f"several workers need gunicorn, which is not here: {what}, or leave out --workers")
    if settings.per_minute and not settings.limits_store:
        raise InputError(
            "each worker would count requests by itself: with `workers` and `per_minute`, set `limits_store` to a "
            "Redis server (redis://…)"
        )


def run_workers(settings: Settings, announce: Callable[[int], None]) -> None:
    """Answer with `settings.workers` processes until told to stop. `announce`: is told the port when they listen.

    Raises: InputError, when it cannot listen there.
    """
    from gunicorn.app.base import BaseApplication
    from gunicorn.arbiter import Arbiter
    from gunicorn.errors import HaltServer
    from prometheus_client import values

    folder = tempfile.mkdtemp(prefix="backstory-metrics-")
    os.environ[_METRICS_DIR] = folder
    # chosen when the library was imported, for one process
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]

    class Workers(BaseApplication):
        def load_config(self) -> None:
            for name, value in _options(settings, announce).items():
                if name in self.cfg.settings:  # the control socket is of version 25
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from backstory.web import create_app

            return create_app(assemble(settings), counts=Path(folder))

    try:
        Arbiter(Workers()).run()
    except HaltServer as error:
        raise InputError(
            f"cannot listen on {settings.host} port {settings.port}: {error}; another Backstory may be running, or "
            "choose another --port"
        ) from error
    except SystemExit as ended:  # how the arbiter ends, well or not
        if ended.code:
            raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _options(settings: Settings, announce: Callable[[int], None]) -> dict[str, Any]:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    limit_s = int(settings.time_limit_s) + _GRACE_S
    return {
        "bind": f"{host}:{settings.port}",
        "workers": settings.workers,
        "worker_class": "gthread",
        "threads": settings.threads + settings.queue + SPARE_THREADS,
        "timeout": 2 * limit_s,
        "graceful_timeout": limit_s,
        "accesslog": None,
        "loglevel": "critical",  # it repeats addresses
        "when_ready": lambda arbiter: announce(arbiter.LISTENERS[0].getsockname()[1]),
        "child_exit": _forget_worker,
        "control_socket_disable": True,
    }


def _forget_worker(_: object, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
