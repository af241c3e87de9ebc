"""Packs that are replaced, added, dropped and damaged while a service runs."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import PackError
from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.shelf import Shelf
from backstory.knowledge.pack.source import read_source
from backstory.service.shelved import ShelvedPacks

WITHIN_S = 60
STORY = "Orla Tarrant walked along the harbour in Quillham. Orla Tarrant said nothing."


def build(out: Path, description: str, *, more: int = 0) -> Path:
    """A pack in which Orla Tarrant is what the description says; written aside and renamed, as `pack build` does."""
    lines: list[dict[str, Any]] = [
        {"id": "Q1", "label": "Orla Tarrant", "kind": "person", "description": description, "summary": description},
        *({"id": f"Q{i + 2}", "label": f"Quill {i}", "description": "x" * 200} for i in range(more)),
    ]
    source = out.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    build_pack(read_source(source), out, PackMeta(name=out.stem), built="2026-01-01")
    return out


def said(packs: ShelvedPacks, id: str = "Q1") -> str | None:
    profile = packs.now().profiles([id]).found.get(id)
    return profile.entity.description if profile else None


@pytest.fixture
def shelved() -> Iterator[Callable[..., ShelvedPacks]]:
    """Packs of some paths that are looked at with every question."""
    made: list[ShelvedPacks] = []

    def make(paths: Callable[[], list[Path]], first: Path | None = None) -> ShelvedPacks:
        made.append(ShelvedPacks(paths, Pack, first=(Pack(first),) if first else (), every_s=0))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_replaced_pack_answers_and_a_story_that_began_before_keeps_the_old_one(
    shelved: Callable[..., ShelvedPacks], tmp_path: Path
) -> None:
    path = build(tmp_path / "one.pack", "a painter")
    packs = shelved(lambda: [path])
    story = packs.now()
    build(path, "a sculptor")
    assert said(packs) == "a sculptor"
    assert story.profiles(["Q1"]).found["Q1"].entity.description == "a painter"


def test_a_set_that_nobody_asks_any_more_is_closed(shelved: Callable[..., ShelvedPacks], tmp_path: Path) -> None:
    path = build(tmp_path / "one.pack", "a painter")
    packs = shelved(lambda: [path])
    before = packs.now().held[0][1].pack
    build(path, "a sculptor")
    packs.now()
    with pytest.raises(PackError, match="closed"):
        before.profiles(["Q1"])


def test_packs_come_go_and_change_places(shelved: Callable[..., ShelvedPacks], tmp_path: Path) -> None:
    one, two = build(tmp_path / "one.pack", "a painter"), build(tmp_path / "two.pack", "a sculptor")
    shelf = Shelf(tmp_path / "shelf")
    packs = shelved(shelf.packs, build(tmp_path / "first.pack", "a poet"))
    names = lambda: [each.name for each in packs.now().packs()]  # noqa: E731
    assert names() == ["first"]
    shelf.use(one)
    assert names() == ["first", "one"]
    shelf.use(two, first=True)
    assert names() == ["first", "two", "one"]
    shelf.drop(one)
    assert names() == ["first", "two"]
    (shelf.folder / "packs.json").write_text("[")
    assert names() == ["first", "two"]


@pytest.mark.parametrize("damage", ["cut short", "emptied", "overwritten", "another pack copied over it"])
def test_one_written_to_in_place_is_a_named_gap_until_it_is_whole_again(
    shelved: Callable[..., ShelvedPacks], tmp_path: Path, damage: str
) -> None:
    path = build(tmp_path / "two.pack", "a painter", more=400)
    other = build(tmp_path / "other.pack", "a sculptor", more=300)
    packs = shelved(lambda: [path], build(tmp_path / "first.pack", "a poet"))
    story = packs.now()
    assert len(story.profiles(["Q9"]).found) == 1
    os.utime(path, (1, 1))  # a clock too coarse to see the change would hide it
    if damage == "cut short":
        os.truncate(path, 20_000)
    elif damage == "emptied":
        os.truncate(path, 0)
    elif damage == "overwritten":
        with path.open("r+b") as file:
            file.write(b"\0" * 60_000)
    else:
        path.write_bytes(other.read_bytes())
    for asked in range(10, 300, 30):  # a story that goes on with it
        answer = story.profiles(["Q1", f"Q{asked}"])
        assert answer.found.keys() == {"Q1"}
        assert "two.pack" in answer.gaps[0].why
    if damage == "another pack copied over it":
        assert packs.now().profiles(["Q9"]).found  # whole, so it is taken up
        return
    answer = packs.now().profiles(["Q1", "Q9"])
    assert answer.found["Q1"].entity.description == "a poet"
    assert [gap.what for gap in answer.gaps] == ["1 entity in one of the sources"]
    build(path, "a painter", more=400)
    assert not packs.now().profiles(["Q1", "Q9"]).gaps


@pytest.mark.parametrize("lost", ["deleted", "replaced by a broken file"])
def test_one_whose_own_file_is_whole_answers_on(
    shelved: Callable[..., ShelvedPacks], tmp_path: Path, lost: str
) -> None:
    path = build(tmp_path / "one.pack", "a painter")
    packs = shelved(lambda: [path])
    if lost == "deleted":
        path.unlink()
    else:
        (tmp_path / "broken").write_bytes(b"no pack")
        (tmp_path / "broken").replace(path)
    assert said(packs) == "a painter"
    build(path, "a sculptor")
    assert said(packs) == "a sculptor"


def test_while_packs_are_swapped_every_story_is_of_one_of_them(
    shelved: Callable[..., ShelvedPacks], tmp_path: Path
) -> None:
    path = build(tmp_path / "one.pack", "a painter")
    packs = shelved(lambda: [path])
    ended = threading.Event()
    wrong: list[object] = []

    def ask() -> None:
        while not ended.is_set():
            story = packs.now()
            name = story.candidates(["Orla Tarrant"]).found["Orla Tarrant"][0].entity.description
            told = story.profiles(["Q1"]).found["Q1"].entity.description
            if name != told:
                wrong.append((name, told))

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for each in asking:
        each.start()
    for turn in range(12):
        build(path, ("a painter", "a sculptor")[turn % 2])
    ended.set()
    for each in asking:
        each.join()
    assert not wrong


@pytest.fixture
def served(tmp_path: Path, starter_file: Path) -> Iterator[Callable[[], dict[str, Any]]]:
    """`backstory serve` in a process of its own, over the packs of its shelf; asks it for the story."""
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / starter_file.name).write_bytes(starter_file.read_bytes())
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "BACKSTORY_PACKS_DIR": str(tmp_path / "shelf"),
        "BACKSTORY_CONFIG_DIR": str(tmp_path / "config"),
        "BACKSTORY_CACHE_DIR": str(cache),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from backstory.cli.main import main; main()", "serve", "--port", "0"]
    log = (tmp_path / "log").open("wb")
    with closing(log), subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
        try:
            printed = lambda: (tmp_path / "log").read_text()  # noqa: E731
            until(lambda: "Stop with" in printed())
            line = next(line for line in printed().splitlines() if line.startswith("Start page:"))
            port = int(line.rsplit(":", 1)[1].strip("/ "))
            token = (tmp_path / "config" / "token").read_text().strip()

            def ask() -> dict[str, Any]:
                assert process.poll() is None, printed()
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WITHIN_S)
                headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
                connection.request("POST", "/enrich", json.dumps({"text": STORY}), headers)
                told: dict[str, Any] = json.loads(connection.getresponse().read())
                connection.close()
                return told

            yield ask
        finally:
            process.terminate()
            process.wait(WITHIN_S)


def until(holds: Callable[[], bool]) -> None:
    last = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < last, "it never came to be"
        time.sleep(0.1)


@pytest.mark.loopback
@pytest.mark.enable_socket
def test_a_running_service_takes_up_packs_and_outlives_what_becomes_of_them(
    served: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    def described() -> list[str | None]:
        return [card["description"] for card in served()["cards"] if card["label"] == "Orla Tarrant"]

    assert described() == []
    path = build(tmp_path / "own.pack", "a painter", more=2000)
    shelf = Shelf(tmp_path / "shelf")
    shelf.use(path)
    until(lambda: described() == ["a painter"])
    build(path, "a sculptor", more=2000)
    until(lambda: described() == ["a sculptor"])
    os.truncate(path, 30_000)
    until(lambda: any("own.pack" in gap["why"] for gap in served()["gaps"]))
    assert described() == []
    build(path, "a poet")
    until(lambda: described() == ["a poet"])
    shelf.drop(path)
    until(lambda: described() == [])
