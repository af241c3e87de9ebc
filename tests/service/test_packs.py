"""The service and its packs: repaired, missed, lost while it runs, and what readiness says of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from backstory.errors import PackError
from backstory.formats.json_api import EnrichRequest
from backstory.knowledge.pack import Pack
from backstory.service import packs
from backstory.service.assembly import Service, assemble
from backstory.service.packs import RepairedPack
from backstory.service.settings import Settings
from backstory.web import create_app

TEXT = EnrichRequest(text="Yevgeny Prigozhin went to Bakhmut.", published="2023-01-20")


def _fails(*_: object) -> None:
    raise PackError("damaged")


@pytest.fixture
def built(starter_file: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Building the starter pack is a copy of it, counted."""
    times = 0

    def copy(folder: Path, *, built: str) -> Path:
        nonlocal times
        out = folder / starter_file.name
        if not out.is_file():
            times += 1
            folder.mkdir(parents=True, exist_ok=True)
            out.write_bytes(starter_file.read_bytes())
        return out

    monkeypatch.setattr(packs, "starter_pack", copy)
    return lambda: times


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def test_a_damaged_starter_pack_is_built_again_at_the_start(
    settings: Settings, built: Callable[[], int], starter_file: Path
) -> None:
    own = settings.model_copy(update={"packs": ()})
    assemble(own).close()
    _flip(own.cache_dir / starter_file.name)
    with closing(assemble(own)) as service:
        assert service.enrich(TEXT).cards
    assert built() == 2


def test_one_that_fails_while_it_runs_is_opened_again(
    settings: Settings, built: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(assemble(settings.model_copy(update={"packs": ()}))) as service:
        asked = Pack.candidates

        def once(self: Pack, surfaces: list[str], language: str | None = None) -> object:
            monkeypatch.setattr(Pack, "candidates", asked)
            raise PackError("damaged")

        monkeypatch.setattr(Pack, "candidates", once)
        assert [card.label for card in service.enrich(TEXT).cards] == ["Yevgeny Prigozhin", "Bakhmut"]


def test_one_that_fails_for_good_is_a_clear_stop(starter_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(RepairedPack(lambda: Pack(starter_file))) as pack:
        monkeypatch.setattr(Pack, "profiles", _fails)
        with pytest.raises(PackError):
            pack.profiles(["Q1"])


def test_of_two_packs_the_one_that_fails_is_a_named_gap(
    settings: Settings, starter_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "second.pack"
    second.write_bytes(starter_file.read_bytes())
    with closing(assemble(settings.model_copy(update={"packs": (second, starter_file)}))) as service:
        asked = Pack.candidates

        def fail_for_one(self: Pack, surfaces: list[str]) -> object:
            if self.path == second:
                raise PackError(f"{second}: damaged")
            return asked(self, surfaces)

        monkeypatch.setattr(Pack, "candidates", fail_for_one)
        answer = service.enrich(TEXT)
    assert answer.cards
    assert any("damaged" in gap.why for gap in answer.gaps)


def test_ready_asks_a_question_and_alive_does_not(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    client = create_app(service).test_client()
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(Pack, "profiles", _fails)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["type"]) == (503, "/problems/pack-unavailable")
    assert client.get("/healthz").status_code == 200


def test_a_service_whose_pack_is_deleted_answers_on(settings: Settings, starter_file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.pack"
    own.write_bytes(starter_file.read_bytes())
    with closing(assemble(settings.model_copy(update={"packs": (own,)}))) as service:
        own.unlink()
        assert service.enrich(TEXT).cards
        service.probe()
