"""The extension's own tests, which run in Node, as part of pytest."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def find_node() -> str | None:
    """Node on the path, else the one that Playwright brings along for itself."""
    on_path = shutil.which("node")
    if on_path:
        return on_path
    spec = importlib.util.find_spec("playwright")
    own = Path(spec.origin).parent / "driver" / "node" if spec and spec.origin else None
    return str(own) if own and own.exists() else None


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_in_node(path: Path) -> None:
    node = find_node()
    if node is None:
        pytest.skip("There is neither Node nor Playwright here, so the extension's modules were not tested.")
    done = subprocess.run([node, "--test", str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
