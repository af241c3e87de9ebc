"""A real catalogue, and downloads that break off, lie, and find no room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backstory.errors import PackSourceError, SourceUnavailable
from backstory.knowledge.catalogue import Offer, download, find, search
from backstory.knowledge.catalogue.opds import metalink, offers
from tests.knowledge.pack.sources import quilland
from tests.support.kiwix_server import Files, catalogue, mirror

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]
AGENT = "Backstory/tests"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Files]:
    folder = tmp_path_factory.mktemp("mirror")
    quilland.zim(folder / "quilland_en_mini.zim")
    with mirror(folder) as served:
        yield served


@pytest.fixture
def offer(files: Files) -> Offer:
    files.asked.clear()
    files.breaks_off_after, files.wrong_hash = None, False
    path = files.folder / "quilland_en_mini.zim"
    return Offer(
        "quilland_en", "Quilland", "en", "2024-05-01", 5, path.stat().st_size, f"{files.address}/{path.name}.meta4"
    )


def test_a_real_catalogue_is_searched(files: Files, tmp_path: Path) -> None:
    with catalogue(files, tmp_path) as address:
        found = search(address, "quilland", language="en", user_agent=AGENT)
        assert [(each.name, each.language, each.date) for each in found] == [("quilland_en", "en", "2024-05-01")]
        assert found[0].url.endswith("quilland_en_mini.zim.meta4")
        assert search(address, "nosuchplace", user_agent=AGENT) == ()
        assert find(address, "quilland_en", user_agent=AGENT) == found[0]
        assert find(address, "quilland_en_maxi", user_agent=AGENT) is None
        assert download(found[0], tmp_path / "here", user_agent=AGENT).checked


def test_a_catalogue_that_is_down_is_one_clear_error() -> None:
    with pytest.raises(SourceUnavailable, match="gives no answer"):
        search("http://127.0.0.1:9/catalog/v2/entries", "x", user_agent=AGENT)


def test_a_file_arrives_whole_and_is_checked(offer: Offer, files: Files, tmp_path: Path) -> None:
    seen: list[int] = []
    fetched = download(offer, tmp_path, user_agent=AGENT, progress=lambda done, _of: seen.append(done))
    assert fetched.checked
    assert fetched.path.read_bytes() == (files.folder / "quilland_en_mini.zim").read_bytes()
    assert seen[-1] == offer.size_bytes
    assert [each.name for each in tmp_path.iterdir()] == ["quilland_en.zim"]


def test_what_broke_off_is_gone_on_with(offer: Offer, files: Files, tmp_path: Path) -> None:
    files.breaks_off_after = 5_000
    with pytest.raises(SourceUnavailable, match="5,000 bytes are here; say it again"):
        download(offer, tmp_path, user_agent=AGENT)
    files.asked.clear()
    fetched = download(offer, tmp_path, user_agent=AGENT)
    assert ("quilland_en_mini.zim", "bytes=5000-") in files.asked
    assert fetched.path.read_bytes() == (files.folder / "quilland_en_mini.zim").read_bytes()


def test_what_is_here_already_is_not_fetched_again(offer: Offer, files: Files, tmp_path: Path) -> None:
    download(offer, tmp_path, user_agent=AGENT)
    files.asked.clear()
    download(offer, tmp_path, user_agent=AGENT)
    assert [name for name, _ in files.asked] == ["quilland_en_mini.zim.meta4"]


def test_a_wrong_checksum_is_refused_and_nothing_of_it_stays(offer: Offer, files: Files, tmp_path: Path) -> None:
    files.wrong_hash = True
    with pytest.raises(PackSourceError, match="does not fit its checksum"):
        download(offer, tmp_path, user_agent=AGENT)
    assert not list(tmp_path.iterdir())


def test_a_disk_without_room_is_said_before(offer: Offer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=100))
    with pytest.raises(PackSourceError, match="make room"):
        download(offer, tmp_path, user_agent=AGENT)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html>",
        b"not xml at all",
        b"<metalink/>",
        b'<metalink><file name="x"><url>file:///etc/passwd</url></file></metalink>',
    ],
)
def test_a_metalink_that_is_none_or_leads_home_is_refused(document: bytes) -> None:
    with pytest.raises(SourceUnavailable):
        metalink(document, "http://mirror.example/x.meta4")


def entry(name: str, href: str) -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><name>{name}</name><title>T</title>'
        '<link rel="http://opds-spec.org/acquisition/open-access" type="application/x-zim" '
        f'href="{href}"/></entry></feed>'
    ).encode()  # fmt: skip


@pytest.mark.parametrize(
    ("name", "href"),
    [
        ("../../etc/cron.d/x", "http://a.example/x.zim"),
        ("x y", "http://a.example/x.zim"),
        ("ok", "file:///etc/passwd"),
        ("", "x"),
    ],
)
def test_an_offer_with_a_strange_name_or_address_is_none(name: str, href: str) -> None:
    assert offers(entry(name, href), "http://catalogue.example/") == ()


def test_an_entity_bomb_is_not_resolved() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + entry("&b;", "http://a.example/x.zim")
    assert offers(bomb, "http://catalogue.example/") == ()


def test_a_file_without_a_metalink_may_have_another_length_than_its_catalogue_says(
    files: Files, tmp_path: Path
) -> None:
    """Kiwix's catalogue gives lengths in whole kilobytes."""
    path = files.folder / "quilland_en_mini.zim"
    offer = Offer("plain", "Quilland", "en", "2024-05-01", 5, 1_024, f"{files.address}/{path.name}")
    fetched = download(offer, tmp_path, user_agent=AGENT)
    assert not fetched.checked
    assert fetched.path.read_bytes() == path.read_bytes()
