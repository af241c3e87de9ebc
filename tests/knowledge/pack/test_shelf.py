from __future__ import annotations

from pathlib import Path

import pytest

from backstory.errors import PackError
from backstory.knowledge.pack.shelf import Shelf


def test_packs_stand_in_the_order_they_were_taken_in(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.packs() == ()
    for name in ("one.pack", "two.pack"):
        shelf.use(tmp_path / name)
    shelf.use(tmp_path / "three.pack", first=True)
    shelf.use(tmp_path / "one.pack")
    assert [path.name for path in shelf.packs()] == ["three.pack", "two.pack", "one.pack"]


@pytest.mark.parametrize("said", ["two.pack", "two"])
def test_one_is_dropped_by_its_file_or_its_name(tmp_path: Path, said: str) -> None:
    shelf = Shelf(tmp_path)
    shelf.use(tmp_path / "two.pack")
    assert shelf.drop(tmp_path / said if "." in said else Path(said))
    assert shelf.packs() == ()
    assert not shelf.drop(Path(said))


def test_a_list_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "packs.json").write_text("[")
    with pytest.raises(PackError, match=r"packs\.json"):
        Shelf(tmp_path).packs()
