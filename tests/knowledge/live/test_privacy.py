"""What leaves the machine while a page is told: every byte, read back from the wire."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest

from backstory.formats.json_api import EnrichRequest, Options
from backstory.service.assembly import assemble
from backstory.service.settings import Settings
from tests.conftest import FIXTURES
from tests.knowledge.live.stories import empty_pack
from tests.support.mediawiki_server import MediaWiki
from tests.support.wikidata_server import Wikidata

pytestmark = [pytest.mark.mediawiki, pytest.mark.enable_socket]

PAGE = FIXTURES / "pages" / "wagner-arms" / "source.html"
ADDRESS = "https://courier.example/world/2023/01/20/secret-path?reader=4711"


class Relay:
    """Passes bytes on to a server and keeps all that went there."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._to = (parts.hostname or "", parts.port or 80)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}{parts.path}"
        self._sent: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def sent(self) -> bytes:
        return b"".join(self._sent)

    def stop(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                asker, _ = self._listening.accept()
                answerer = socket.create_connection(self._to)
                threading.Thread(target=self._pass, args=(asker, answerer, self._sent), daemon=True).start()
                threading.Thread(target=self._pass, args=(answerer, asker, []), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, kept: list[bytes]) -> None:
        with suppress(OSError), closing(one), closing(other):
            while data := one.recv(65_536):
                kept.append(data)
                other.sendall(data)


@pytest.fixture
def wiki(mediawiki: MediaWiki) -> Iterator[Relay]:
    relay = Relay(mediawiki.api)
    yield relay
    relay.stop()


@pytest.fixture
def wikidata() -> Iterator[Relay]:
    server = Wikidata({})
    relay = Relay(server.api)
    yield relay
    relay.stop()
    server.stop()


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ports that anything in this process connects to."""
    ports: list[int] = []
    connect = socket.socket.connect

    def noted(own: socket.socket, address: tuple[str, int]) -> None:
        ports.append(address[1])
        connect(own, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return ports


def test_only_names_and_ids_leave(wiki: Relay, wikidata: Relay, connected: list[int], tmp_path: Path) -> None:
    html = PAGE.read_text(encoding="utf-8")
    settings = Settings(
        packs=(empty_pack(tmp_path),),
        live=True,
        live_api=wiki.address,
        live_wikidata=wikidata.address,
        contact="tests@backstory.example",
        cache_dir=tmp_path / "cache",
        config_dir=tmp_path / "config",
    )
    with closing(assemble(settings)) as service:
        story = service.tell(EnrichRequest(html=html, url=ADDRESS, options=Options(live=True)))
    assert len(story.cards) >= 5
    assert {wiki.port, wikidata.port} <= set(connected)

    bytes_out = wiki.sent + wikidata.sent
    text = unquote_plus(bytes_out.decode()).casefold()
    for secret in ("courier.example", "secret-path", "4711", "reader"):
        assert secret not in text.replace("reader_", "")
    # No five words that stand beside each other in the story; no name on it is so long.
    words = re.findall(r"\w+", story.page.document.text.casefold())
    out = " ".join(re.findall(r"\w+", text))
    assert not [run for run in zip(*(words[n:] for n in range(5)), strict=False) if f" {' '.join(run)} " in out]

    names = {mention.mention.long_form or mention.mention.surface for mention in story.mentions}
    for request in bytes_out.decode().split("\r\n\r\n"):
        if not request:
            continue
        line, *headers = request.split("\r\n")
        method, path, _ = line.split(" ")
        assert method == "GET"
        assert {header.partition(":")[0] for header in headers} <= {
            "Host", "User-Agent", "Accept-Encoding", "Accept", "Connection",
        }  # fmt: skip
        asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        if "gsrsearch" in asked:
            assert asked["gsrsearch"] in names
        if "ids" in asked:
            assert re.fullmatch(r"[PQ]\d+(\|[PQ]\d+)*", asked["ids"])
    first = parse_qs(urlsplit(wiki.sent.decode().split(" ")[1]).query)["titles"][0].split("|")
    assert {title.removesuffix(" (disambiguation)") for title in first} <= {name.replace("’", "'") for name in names}


# Made up, like the names beside them.
SECRETS = (
    "DE89370400440532013000",
    "GB29NWBK60161331926819",
    "Hunter2Swordfish",
    "NW1 6XE",
    "Feldbusch@private-mail.example",
    "Secret.Example",
    "Private-Page",
    "MySecretSite",
    "Confession Of What I Did",
)
HARMLESS = {"example", "what", "did"}
TELLING = """Transfer from DE89370400440532013000 to Bakhmut, Account GB29NWBK60161331926819, said Xaver Qwertz.
Write to Anna.Feldbusch@private-mail.example at NW1 6XE. Her password is Hunter2Swordfish.
See https://Secret.Example/Private-Page or www.MySecretSite.example on Monday.
She wrote “The Long Confession Of What I Did Last Summer In The House” in Ukraine."""


def test_numbers_codes_addresses_and_long_titles_stay(wiki: Relay, tmp_path: Path) -> None:
    settings = Settings(
        packs=(empty_pack(tmp_path),),
        live=True,
        live_api=wiki.address,
        live_wikidata="",
        contact="tests@backstory.example",
        cache_dir=tmp_path / "cache",
        config_dir=tmp_path / "config",
    )
    with closing(assemble(settings)) as service:
        story = service.tell(EnrichRequest(text=TELLING, options=Options(live=True)))
    out = re.sub(r"\W+", " ", unquote_plus(wiki.sent.decode())).casefold()
    assert "bakhmut" in out
    assert "xaver qwertz" in out
    words = {word for secret in SECRETS for word in re.findall(r"\w{3,}", secret.casefold())}
    assert (words - HARMLESS).isdisjoint(re.findall(r"\w+", out))
    assert any("no live source was asked" in gap.why for gap in story.gaps)


def test_nothing_leaves_where_the_request_does_not_ask_for_it(connected: list[int], tmp_path: Path) -> None:
    settings = Settings(
        packs=(empty_pack(tmp_path),),
        live=True,
        contact="tests@backstory.example",
        cache_dir=tmp_path / "cache",
        config_dir=tmp_path / "config",
    )
    with closing(assemble(settings)) as service:
        service.tell(EnrichRequest(html=PAGE.read_text(encoding="utf-8"), url=ADDRESS))
    assert connected == []


# One private story each, made up: in scripts without capitals, and in languages without names on record, no name can be
# told from other words.
ABROAD = {
    "ru": "Вчера Ярослава Тайнова сдала анализы в больнице на улице Садовой 12. Её пароль Рыбамеч записан в тетради.",
    "uk": "Учора Оксана Таємна здала аналізи в лікарні на вулиці Садовій. Її пароль Рибамеч записано в зошиті.",
    "ar": "أجريت أمس فحوصات في المستشفى ولم أخبر زوجي سلمان بذلك. كلمة السر سمكة السيف مكتوبة في الدفتر.",
    "fa": "دیروز در بیمارستان آزمایش دادم و به همسرم کامران نگفتم. رمز عبور من شمشیرماهی در دفتر نوشته شده است.",
    "he": "אתמול עברתי בדיקות בבית החולים ולא סיפרתי לבעלי דורון. הסיסמה שלי דג חרב כתובה במחברת.",
    "hi": "कल मैंने अस्पताल में जाँच करवाई और अपने पति विकास को नहीं बताया। मेरा पासवर्ड तलवार मछली कॉपी में लिखा है।",
    "bn": "গতকাল আমি হাসপাতালে পরীক্ষা করিয়েছি এবং আমার স্বামী রাজীবকে বলিনি। আমার পাসওয়ার্ড খাতায় লেখা আছে।",
    "zh": "昨天我在医院做了检查没有告诉丈夫建国。我的密码是剑鱼写在本子里。",
    "ja": "昨日病院で検査を受けましたが夫の健一には話していません。パスワードはめかじきでノートに書いてあります。",
    "ko": "어제 병원에서 검사를 받았지만 남편 민수에게 말하지 않았습니다. 비밀번호 황새치는 공책에 적혀 있습니다.",
    "th": "เมื่อวานฉันไปตรวจที่โรงพยาบาลและไม่ได้บอกสามีสมชาย รหัสผ่านปลากระโทงเขียนไว้ในสมุด",
    "el": "Χθες η Αγγελική Μυστικού έκανε εξετάσεις στο νοσοκομείο. Ο κωδικός της Ξιφίας γράφτηκε στο τετράδιο.",
    "pl": "Wczoraj Jagoda Tajemna miała badania w szpitalu. Jej hasło Miecznik zapisano w zeszycie przy ulicy Lipowej.",
    "tr": "Dün Gizem Saklı tahlil yaptırdı. Parolası Kılıçbalığı deftere yazıldı ama kimseye bundan söz etmedi.",
}


@pytest.mark.parametrize("code", ABROAD)
def test_nothing_of_a_story_abroad_leaves(code: str, wiki: Relay, tmp_path: Path) -> None:
    settings = Settings(
        packs=(empty_pack(tmp_path),),
        live=True,
        live_api=wiki.address,
        live_wikidata="",
        contact="tests@backstory.example",
        cache_dir=tmp_path / "cache",
        config_dir=tmp_path / "config",
    )
    with closing(assemble(settings)) as service:
        for language in (code, "en"):  # as the page says, and where it says the wrong thing
            service.tell(EnrichRequest(text=ABROAD[code], language=language, options=Options(live=True)))
    assert wiki.sent == b""
