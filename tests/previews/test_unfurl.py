"""What is behind links, over real pages of a real server."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from backstory.errors import InputError, NotFetched
from backstory.formats.json_api import EnrichRequest, EnrichResponse
from backstory.formats.json_api.linked import ReadMoreOut
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from backstory.web import create_app
from tests.conftest import FIXTURES, SHARED
from tests.previews.fetch.servers import SECRET, Script, Site, answer, redirect, says, serving, silent

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]
SEED = SHARED / "seed" / "article.html"
JAPAN = (FIXTURES / "linked" / "japan-buildup.html").read_bytes()
ENGINE = (FIXTURES / "linked" / "engine-test.html").read_bytes()
JAPAN_PATH = "/north-korea-condemns-japans-military-buildup-plans/"
ENGINE_PATH = "/north-korea-successfully-tests-latest-solid-fuel-engine/"
TEXT = (
    "<p>North Korea has sold rockets to the Wagner Group, the White House said on Thursday, and called it a rival "
    "of the ministries in the Kremlin.</p><p>The United Nations Security Council forbids North Korea to sell arms to "
    "anyone, in resolutions that Russia itself has signed, John Kirby told reporters in Washington.</p>"
)
VIDEO = b"<title>The launch</title><link rel=alternate type=application/json+oembed href=/oembed.json><body>Play</body>"
SCRIPTS: dict[str, Script] = {
    JAPAN_PATH: says(answer(JAPAN)),
    ENGINE_PATH: says(answer(ENGINE)),
    "/moved-story-2022/": redirect(JAPAN_PATH, 301),
    "/gone-story-2022/": says(answer(b"", status="410 Gone")),
    "/paid-story-2022/": says(answer(b"", status="403 Forbidden")),
    "/silent-story-2022/": silent,
    "/video-of-2022/": says(answer(VIDEO)),
    "/oembed.json": says(
        answer(b'{"author_name": "Ada Quill", "thumbnail_url": "http://10.0.0.1/a.jpg"}', kind="application/json")
    ),
}
Start = Callable[..., Service]


@pytest.fixture
def web() -> Iterator[Site]:
    with serving(SCRIPTS) as site:
        yield site


@pytest.fixture
def start(settings: Settings, web: Site) -> Iterator[Start]:
    """Makes a service that may fetch from the local web; further settings by name."""
    with ExitStack() as stack:

        def make(**more: Any) -> Service:
            given = {"fetch": True, "fetch_also": (f"127.0.0.1:{web.port}",)} | more
            return stack.enter_context(closing(assemble(settings.model_copy(update=given))))

        yield make


def story(web: Site, *paths: str) -> dict[str, str]:
    """A story with these read-more links."""
    address = f"http://127.0.0.1:{web.port}"
    links = "".join(
        f"<p>Read more: <a href={address}{path}>The story behind it, number {n}</a></p>" for n, path in enumerate(paths)
    )
    return {
        "html": f"<article><h1>Arms for Wagner</h1><time datetime=2023-01-20>20 January</time>{TEXT}{links}{TEXT}",
        "url": f"{address}/arms-for-wagner/",
    }


def ask(service: Service, page: dict[str, str], **more: Any) -> EnrichResponse:
    return service.enrich(EnrichRequest.model_validate({**page, "options": {"previews": True}, **more}))


def behind(service: Service, page: dict[str, str], **more: Any) -> list[ReadMoreOut]:
    return ask(service, page, **more).read_more


def test_a_link_shows_what_the_story_is_before_the_click(start: Start, web: Site) -> None:
    japan, engine = behind(start(), story(web, JAPAN_PATH, ENGINE_PATH))
    assert (japan.status, japan.why) == ("ready", None)
    assert japan.preview is not None
    assert japan.preview.model_dump() == {
        "title": "North Korea condemns Japan’s military buildup plans",
        "description": "Pyongyang calls Tokyo’s new security strategy a plan for war and threatens to show its "
        "anger in deeds.",
        "site": "The Harbour Courier",
        "author": "Ada Quill",
        "published": "2022-12-20T09:15:00+00:00",
        "modified": None,
        "image": f"http://127.0.0.1:{web.port}/pictures/tokyo-parade.jpg",
        "language": "en-US",
        "words": 150,
        "canonical_url": f"http://127.0.0.1:{web.port}{JAPAN_PATH}",
    }
    assert engine.preview is not None
    assert engine.preview.published == "2022-12-16"


def test_a_link_shows_what_the_story_adds(start: Start, web: Site) -> None:
    told = ask(start(), story(web, JAPAN_PATH))
    adds = told.read_more[0].adds
    assert adds is not None
    assert (adds.relation, adds.days, adds.said) == ("background", -31, "Background, from 31 days before.")
    assert {"Q423", "Q37470"} <= {entity.id for entity in adds.shared}
    assert "Q17" in {entity.id for entity in adds.new}
    assert 1 <= len(adds.quotes) <= 2
    sources = {source.id: source for source in told.sources}
    for quoted in adds.quotes:
        assert quoted.quote.exact in JAPAN.decode()
        assert sources[quoted.source].url == told.read_more[0].url
        assert sources[quoted.source].name == "The Harbour Courier"


def test_who_the_reader_knows_is_not_told_as_new(start: Start, web: Site) -> None:
    adds = behind(start(), story(web, JAPAN_PATH), known=["Q17"])[0].adds
    assert adds is not None
    assert "Q17" not in {entity.id for entity in adds.new}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/gone-story-2022/", "gone", "no longer there"),
        ("/never-was-2022/", "gone", "no longer there"),
        ("/paid-story-2022/", "blocked", "to programs"),
        ("/video-of-2022/", "not_an_article", "no running text"),
    ],
)
def test_each_state_has_words_for_the_reader(start: Start, web: Site, path: str, status: str, words: str) -> None:
    (link,) = behind(start(), story(web, path))
    assert link.status == status
    assert words in (link.why or "")
    assert link.adds is None


def test_what_is_no_article_is_previewed_by_its_head_and_its_oembed_checked(start: Start, web: Site) -> None:
    preview = behind(start(), story(web, "/video-of-2022/"))[0].preview
    assert preview is not None
    assert (preview.title, preview.author, preview.words) == ("The launch", "Ada Quill", None)
    assert preview.image is None, "an address within is not handed to the reader"


def test_a_link_that_moved_says_where_to(start: Start, web: Site) -> None:
    (link,) = behind(start(), story(web, "/moved-story-2022/"))
    assert (link.status, link.found_at) == ("ready", f"http://127.0.0.1:{web.port}{JAPAN_PATH}")


def test_one_slow_site_holds_up_neither_the_others_nor_the_answer(start: Start, web: Site) -> None:
    slow, ready = behind(start(time_limit_s=2.0), story(web, "/silent-story-2022/", JAPAN_PATH))
    assert (slow.status, ready.status) == ("too_slow", "ready")


def test_links_are_looked_behind_side_by_side_and_told_as_they_are_ready(start: Start, web: Site) -> None:
    asked = {**story(web, "/silent-story-2022/", JAPAN_PATH), "options": {"previews": True}}
    steps = start(time_limit_s=2.0).steps(EnrichRequest.model_validate(asked))
    assert [[link.status for link in step.read_more] for step in steps] == [
        ["fetching", "fetching"],
        ["fetching", "ready"],
        ["too_slow", "ready"],
    ]


def test_a_stream_brings_each_link_in_a_line_of_its_own_with_its_sources(start: Start, web: Site) -> None:
    asked = {**story(web, "/silent-story-2022/", JAPAN_PATH), "options": {"previews": True}}
    client = create_app(start(time_limit_s=2.0)).test_client()
    answered = client.post("/enrich", json=asked, headers={"Accept": "application/x-ndjson"})
    lines = [json.loads(line) for line in answered.data.splitlines()]
    links = [line["read_more"] for line in lines if "read_more" in line]
    assert [[link["status"] for link in each] for each in links] == [["fetching", "fetching"], ["ready"], ["too_slow"]]
    told = {source["id"] for line in lines for source in line.get("sources", ())}
    assert {quoted["source"] for quoted in links[1][0]["adds"]["quotes"]} <= told
    assert "end" in lines[-1]


@pytest.mark.parametrize("where", ["oembed", "canonical", "image"])
def test_no_address_that_a_page_derives_is_reached_or_handed_on_within(start: Start, web: Site, where: str) -> None:
    with serving({"*": says(answer(SECRET))}) as inside:
        bad = f"http://127.0.0.1:{inside.port}/{where}"
        head = {
            "oembed": f"<link type=application/json+oembed href={bad}>",
            "canonical": f"<link rel=canonical href={bad}>",
            "image": f"<meta property=og:image content={bad}>",
        }
        page = f"<head>{head[where]}</head><article><h1>The bridge</h1>{TEXT}</article>"
        with serving({"/bridge-2022/": says(answer(page.encode()))}) as site:
            service = start(fetch_also=(f"127.0.0.1:{site.port}",))
            told = service.preview(f"http://127.0.0.1:{site.port}/bridge-2022/")
        assert told.status == "ready"
        assert told.preview is not None
        assert (told.preview.image, told.preview.canonical_url, inside.connections) == (None, None, 0)


@pytest.mark.parametrize("said", ["nosnippet", "noarchive, NOSNIPPET", "max-snippet: 0"])
def test_a_page_that_asks_not_to_be_quoted_is_not(start: Start, web: Site, said: str) -> None:
    html = ENGINE.decode().replace("<head>", f'<head><meta name="robots" content="{said}">')
    html = html.replace('name="description"', 'name="other"')
    handed = [{"url": f"http://127.0.0.1:{web.port}{ENGINE_PATH}", "html": html}]
    (link,) = behind(start(fetch=False), story(web, ENGINE_PATH), linked=handed)
    assert link.adds is not None
    assert link.preview is not None
    assert (link.adds.quotes, link.preview.description) == ([], None)
    assert link.adds.shared


def test_a_linked_page_from_the_future_has_no_date(start: Start, web: Site) -> None:
    html = JAPAN.decode().replace("2022-12-20", "2999-12-20")
    handed = [{"url": f"http://127.0.0.1:{web.port}{JAPAN_PATH}", "html": html}]
    (link,) = behind(start(fetch=False), story(web, JAPAN_PATH), linked=handed)
    assert link.preview is not None
    assert link.adds is not None
    assert (link.preview.published, link.adds.days, link.adds.relation) == (None, None, "related")


def test_where_no_links_are_asked_for_none_are_looked_behind(start: Start, web: Site) -> None:
    told = ask(start(), story(web, JAPAN_PATH), options={"previews": True, "read_more": False})
    assert (told.read_more, web.connections) == ([], 0)


def test_a_page_is_handed_over_once(web: Site) -> None:
    twice = [{"url": f"http://127.0.0.1:{web.port}{JAPAN_PATH}", "html": "<p>x"}] * 2
    with pytest.raises(ValueError, match="names an address twice"):
        EnrichRequest.model_validate({**story(web, JAPAN_PATH), "linked": twice})


def test_a_page_with_more_words_than_are_read_is_too_large(start: Start, web: Site) -> None:
    handed = [
        {
            "url": f"http://127.0.0.1:{web.port}{JAPAN_PATH}",
            "html": "<h1>Long</h1>" + "".join(TEXT.replace("rockets", f"{n} rockets") for n in range(40)),
        }
    ]
    (link,) = behind(start(fetch=False, max_words=400), story(web, JAPAN_PATH), linked=handed)
    assert link.status == "too_large"
    assert link.preview is not None
    assert link.preview.title == "Long"


def test_links_within_are_not_reached(start: Start, web: Site) -> None:
    with serving({"*": says(answer(SECRET))}) as inside:
        page = story(web, JAPAN_PATH)
        page["html"] = page["html"].replace(f"127.0.0.1:{web.port}/north", f"127.0.0.1:{inside.port}/north")
        (link,) = behind(start(), page)
        assert (link.status, link.preview, inside.connections) == ("not_allowed", None, 0)


def test_nothing_is_fetched_unless_the_request_asks(start: Start, web: Site) -> None:
    (link,) = start().enrich(EnrichRequest.model_validate(story(web, JAPAN_PATH))).read_more
    assert (link.status, web.connections) == ("not_fetched", 0)


def test_nothing_is_fetched_unless_the_operator_allows_it(start: Start, web: Site) -> None:
    (link,) = behind(start(fetch=False), story(web, JAPAN_PATH))
    assert (link.status, web.connections) == ("not_fetched", 0)
    assert "switched off" in (link.why or "")


def test_a_page_that_the_reader_hands_over_need_not_be_fetched(start: Start, web: Site) -> None:
    page = story(web, JAPAN_PATH, ENGINE_PATH)
    handed = [
        {"url": f"http://127.0.0.1:{web.port}{JAPAN_PATH.rstrip('/')}?utm_source=feed#top", "html": JAPAN.decode()}
    ]
    told = ask(start(fetch=False), page, linked=handed, options={})
    assert [link.status for link in told.read_more] == ["ready", "not_fetched"]
    assert told.read_more[0].adds is not None
    assert web.connections == 0
    assert not any(gap.what == "linked page" for gap in told.gaps)


def test_a_page_handed_over_keeps_the_reader_out_of_networks_within(start: Start, web: Site) -> None:
    html = JAPAN.decode().replace("/pictures/tokyo-parade.jpg", "http://192.168.1.1/reboot.jpg")
    handed = [{"url": f"http://127.0.0.1:{web.port}{JAPAN_PATH}", "html": html}]
    preview = behind(start(fetch=False), story(web, JAPAN_PATH), linked=handed)[0].preview
    assert preview is not None
    assert preview.image is None


def test_a_page_that_no_link_leads_to_is_named_as_a_gap(start: Start, web: Site) -> None:
    told = ask(start(), story(web), linked=[{"url": "https://other.example/story", "html": "<p>x"}])
    assert [gap.why for gap in told.gaps] == ["no read-more link of the story leads to https://other.example/story"]


def test_a_hostile_page_handed_over_is_told_as_no_article(start: Start, web: Site) -> None:
    for html in ("", "\x00", "<div>" * 100_000, "<script>alert(1)</script>" * 1_000):
        handed = [{"url": f"http://127.0.0.1:{web.port}{JAPAN_PATH}", "html": html}]
        (link,) = behind(start(fetch=False), story(web, JAPAN_PATH), linked=handed)
        assert link.status in {"not_an_article", "too_large"}


def test_an_address_alone_is_fetched_and_told(start: Start, web: Site) -> None:
    told = start().enrich(EnrichRequest(url=f"http://127.0.0.1:{web.port}{JAPAN_PATH}"))
    assert told.page.title == "North Korea condemns Japan’s military buildup plans"
    assert "Q423" in {card.id for card in told.cards}


def test_an_address_alone_is_refused_where_nothing_may_be_fetched(start: Start, web: Site) -> None:
    with pytest.raises(NotFetched, match="--fetch"):
        start(fetch=False).enrich(EnrichRequest(url=f"http://127.0.0.1:{web.port}{JAPAN_PATH}"))
    assert web.connections == 0


def test_the_preview_route_answers_for_any_address(start: Start, web: Site) -> None:
    client = create_app(start()).test_client()
    told = client.get("/preview", query_string={"url": f"http://127.0.0.1:{web.port}{JAPAN_PATH}"}).json
    assert (told["status"], told["preview"]["published"]) == ("ready", "2022-12-20T09:15:00+00:00")
    refused = client.get("/preview", query_string={"url": "http://169.254.169.254/latest/"}).json
    assert (refused["status"], refused["preview"]) == ("not_allowed", None)


@pytest.mark.parametrize("query", ["", "url=", "url=file:///etc/passwd", "url=https://a.example/&deep=1"])
def test_the_preview_route_says_what_it_needs(start: Start, query: str) -> None:
    answered = create_app(start()).test_client().get(f"/preview?{query}")
    assert answered.status_code == 422
    assert answered.json["type"] == "/problems/invalid-request"


def test_the_preview_route_is_shut_where_nothing_may_be_fetched(start: Start) -> None:
    answered = create_app(start(fetch=False)).test_client().get("/preview?url=https://news.example/")
    assert (answered.status_code, answered.json["type"]) == (422, "/problems/not-fetched")
    assert "--fetch" in answered.json["detail"]


def test_another_site_may_not_have_pages_fetched(start: Start, web: Site) -> None:
    client = create_app(start()).test_client()
    answered = client.get(
        f"/preview?url=http://127.0.0.1:{web.port}{JAPAN_PATH}", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert (answered.status_code, web.connections) == (403, 0)


def test_no_request_can_open_further_addresses(start: Start, web: Site) -> None:
    service = start(fetch_also=())
    (link,) = behind(service, story(web, JAPAN_PATH))
    assert (link.status, web.connections) == ("not_allowed", 0)
    for field in ("fetch_also", "fetch"):
        with pytest.raises(ValueError, match=field):
            EnrichRequest.model_validate({**story(web), field: ["127.0.0.1:80"]})
        with pytest.raises(ValueError, match=field):
            EnrichRequest.model_validate({**story(web), "options": {field: True}})


@pytest.mark.parametrize("shared", [{"host": "0.0.0.0"}, {"allowed_hosts": ("backstory.example",)}])
def test_a_service_for_others_does_not_start_to_fetch_unless_told_twice(start: Start, shared: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="BACKSTORY_FETCH_SHARED"):
        start(**shared)
    assert start(**shared, fetch_shared=True).settings.fetch
    assert not start(**shared, fetch=False).settings.fetch


def test_behind_a_proxy_it_does_not_start_to_fetch_unless_told_that_it_filters(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    with pytest.raises(InputError, match="BACKSTORY_FETCH_THROUGH_PROXY"):
        start()
    assert start(fetch_through_proxy=True).settings.fetch
    assert not start(fetch=False).settings.fetch


@pytest.mark.parametrize("place", ["127.0.0.1", "news.example:80", "127.0.0.1:0", "127.0.0.1:70000", "999.1.1.1:80"])
def test_a_wrong_place_is_named(start: Start, place: str) -> None:
    with pytest.raises(InputError, match="no IP address with a port"):
        start(fetch_also=(place,))


def test_of_a_page_with_many_links_only_some_are_fetched(start: Start, web: Site) -> None:
    links = behind(start(), story(web, *(f"/missing-story-{n}/" for n in range(100, 130))))
    assert [link.status for link in links] == ["gone"] * 20 + ["not_fetched"] * 10
    assert "20 links are" in (links[-1].why or "")


def test_stories_are_told_by_many_threads_at_once(start: Start, web: Site) -> None:
    service, told = start(), []
    threads = [
        threading.Thread(target=lambda: told.append(behind(service, story(web, JAPAN_PATH, ENGINE_PATH))))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [[link.status for link in links] for links in told] == [["ready", "ready"]] * 6


def test_the_same_request_gives_the_same_bytes_but_for_the_time(start: Start, web: Site) -> None:
    service = start()
    first, second = (ask(service, story(web, JAPAN_PATH, ENGINE_PATH)).model_dump(mode="json") for _ in range(2))
    for told in (first, second):
        told["about"]["timings_ms"] = {}
    assert json.dumps(first) == json.dumps(second)


@pytest.mark.quality
@pytest.mark.skipif(not SEED.is_file(), reason=f"the evaluation data is not here: {SEED}")
def test_the_seed_storys_two_links_have_dates_and_shared_entities(start: Start, web: Site) -> None:
    here = f"http://127.0.0.1:{web.port}"
    html = SEED.read_text(encoding="utf-8").replace("https://www.globalvillagespace.com", here)
    japan, engine = behind(start(), {"html": html, "url": f"{here}/story/"})
    for link, days in ((japan, -31), (engine, -35)):
        assert link.status == "ready"
        assert link.adds is not None
        assert link.adds.days == days
        assert {"Q423", "Q37470"} <= {entity.id for entity in link.adds.shared}
        assert link.adds.new
        assert link.adds.quotes
