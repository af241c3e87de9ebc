"""What many tests share: where things are, the starter pack built once, a service of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import hypothesis
import pytest

from backstory.knowledge.pack import Pack
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from backstory_packs.starter import starter_pack

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"  # evaluation data, kept beside the repository, never in it

hypothesis.settings.register_profile("backstory", deadline=None)  # no test depends on a clock
hypothesis.settings.load_profile("backstory")


@pytest.fixture(scope="session")
def starter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter pack, built once for all tests."""
    return starter_pack(tmp_path_factory.mktemp("pack"), built="2026-01-01")


@pytest.fixture(scope="session")
def starter(starter_file: Path) -> Iterator[Pack]:
    """The starter pack, open."""
    pack = Pack(starter_file)
    yield pack
    pack.close()


@pytest.fixture
def settings(tmp_path: Path, starter_file: Path) -> Settings:
    """Settings that touch nothing outside the test's own folder."""
    return Settings(
        packs=(starter_file,),
        cache_dir=tmp_path / "cache",
        config_dir=tmp_path / "config",
        packs_dir=tmp_path / "packs",
    )


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    """A ready service with the starter pack, live sources off."""
    with closing(assemble(settings)) as service:
        yield service


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see no settings of whoever runs them."""
    import os

    for name in [name for name in os.environ if name.startswith("BACKSTORY_")]:
        monkeypatch.delenv(name)
