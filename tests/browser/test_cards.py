"""What a card lets the reader do: go on to others and back, correct it, know it, copy it, see its picture."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from collections.abc import Iterator

import pytest

from tests.browser.kinds import WATCH
from tests.browser.local_sites import Quiet, Reply, serving
from tests.browser.readers import EXTENSION, NEWS_HOST, ChromiumReader, click_on, open_list, unfold, until, wait_for

LABEL = "find('.card #card-label').textContent"


def open_card(reader, name: str) -> None:
    reader.click_at(**reader.see(f"centre({json.dumps(name)})"))
    until(reader, "isOpen('.card')")


def tool(reader, name: str) -> None:
    """Press one of the things that can be done, unfolding the card where it is behind "More"."""
    until(reader, "isOpen('.card') && find('.card').getAnimations().length === 0")
    if not reader.see(f"Boolean(find('.acts .{name}'))"):
        unfold(reader)
    click_on(reader, f":is(.acts, .tools) .{name}")
    if name == "not":
        until(reader, "Boolean(find('.chooser .none'))")


@pytest.fixture
def card(site, story, explain):
    def show(reader, name: str) -> None:
        explain(reader, site.put("/story", story()))
        open_card(reader, name)

    return show


def test_a_link_in_a_card_opens_the_card_it_names_and_there_is_a_way_back(reader, card, picture) -> None:
    card(reader, "Yevgeny Prigozhin")
    unfold(reader)
    click_on(reader, "[data-go='en:Wagner Group']")
    until(reader, f"{LABEL} === 'Wagner Group'")
    assert reader.see("root().activeElement.classList[0]") == "card"
    picture(reader, "extension-card-second")
    click_on(reader, ".back")
    until(reader, f"{LABEL} === 'Yevgeny Prigozhin'")
    assert reader.see("root().activeElement.dataset.go") == "en:Wagner Group"
    assert not reader.see("Boolean(find('.back'))")


def test_not_this_one_lists_the_sense_that_came_second_and_tells_the_service(reader, service, card, picture) -> None:
    card(reader, "IRA")
    service.replies["/enrich"].delay_s = 0.4
    tool(reader, "not")
    picture(reader, "extension-senses")
    click_on(reader, ".sense[data-id='en:Irish Republican Army']")
    until(reader, f"{LABEL} === 'Irish Republican Army'")
    assert "Looking again" in reader.see("find('.change').innerText")
    until(reader, "find('.change').innerText.includes('Shown by your choice')")
    picture(reader, "extension-corrected")
    assert service.pages()[-1]["corrections"] == [{"surface": "IRA", "entity": "en:Irish Republican Army"}]
    click_on(reader, ".change button")
    until(reader, f"{LABEL} === 'Internet Research Agency'")
    wait_for(lambda: not service.pages()[-1].get("corrections") or len(service.pages()) == 2, "no correction any more")


def test_not_this_one_lists_all_senses_that_the_service_knows(reader, service, card, picture) -> None:
    senses = [
        ("en:Internet Research Agency", "Internet Research Agency"),
        ("en:Irish Republican Army", "Irish Republican Army"),
    ]
    senses += [(f"Q{number}", f"Individual retirement account {number}") for number in range(9)]
    described = [{"id": one, "label": label, "description": "so called", "kind": "group"} for one, label in senses]
    service.replies["/senses"] = Reply({"senses": described})
    card(reader, "IRA")
    tool(reader, "not")
    until(reader, "texts('.sense').length === 10")
    assert service.asked[-1].body == {"name": "IRA"}
    assert "Internet Research Agency" not in reader.see("find('.senses').innerText")  # that is what it is not
    picture(reader, "extension-senses-all")
    click_on(reader, ".stay")
    until(reader, f"{LABEL} === 'Internet Research Agency'")
    assert len(service.pages()) == 1


def test_not_this_one_without_a_second_sense_says_that_nothing_is_known(reader, service, card, answer, picture) -> None:
    answer["cards"][2]["why"]["runner_up"] = None
    card(reader, "IRA")
    service.replies["/enrich"].delay_s = 0.6
    tool(reader, "not")
    click_on(reader, ".none")
    until(reader, "Boolean(find('.card .loading'))")
    picture(reader, "extension-loading")
    until(reader, "find('.card').innerText.includes('No source here knows this name')")
    assert service.pages()[-1]["corrections"] == [{"surface": "IRA", "entity": None}]


def test_a_correction_that_cannot_be_sent_is_told_and_tried_again(reader, service, card, picture) -> None:
    card(reader, "IRA")
    service.replies["/enrich"] = Reply({"type": "/problems/out-of-time", "status": 503, "detail": "Too busy."}, 503)
    tool(reader, "not")
    click_on(reader, ".sense")
    until(reader, "Boolean(find('.trouble'))", seconds=30)
    assert "does not answer" in reader.see("find('.trouble').innerText")
    picture(reader, "extension-offline")
    assert reader.see(LABEL) == "Irish Republican Army"
    assert reader.see("marks().length") == 5


def test_a_correction_that_is_refused_gives_the_reason(reader, service, card) -> None:
    card(reader, "IRA")
    service.replies["/enrich"] = Reply({"type": "/problems/x", "status": 422, "detail": "corrections: too many"}, 422)
    tool(reader, "not")
    click_on(reader, ".sense")
    until(reader, "Boolean(find('.trouble'))")
    assert "corrections: too many" in reader.see("find('.trouble').innerText")


def test_who_is_known_to_the_reader_loses_the_mark_and_is_not_told_again(reader, service, card, site, story) -> None:
    card(reader, "Vladimir Putin")
    tool(reader, "know")
    until(reader, "!isOpen('.card') && marked().length === 4")
    assert "Vladimir Putin" not in reader.see("marked()")
    reader.open(site.put("/other", story(after="<p>Another page.</p>")))
    reader.click_toolbar()
    until(reader, "marks().length > 0")
    assert service.pages()[-1]["known"] == ["Q7747"]
    assert "Vladimir Putin" not in reader.see("marked()")
    open_list(reader)
    click_on(reader, ".known button")
    until(reader, "marked().includes('Vladimir Putin')")


def test_a_card_is_copied_with_its_sources(reader, card, site, story, explain) -> None:
    explain(reader, site.put("/story", story(after="<textarea id='note'></textarea>")))
    open_card(reader, "Yevgeny Prigozhin")
    tool(reader, "copy")
    until(reader, "find('.tools .copy').textContent.includes('Copied')")
    reader.press("Escape")
    reader.see("document.getElementById('note').focus()")
    reader.press("Control+v")
    copied: str = until(reader, "document.getElementById('note').value")
    assert copied.startswith("Yevgeny Prigozhin: Russian businessman, financier of the Wagner Group\n")
    assert "- Died on 23 August 2023" in copied
    assert "Sources: Backstory starter pack, CC0-1.0." in copied
    assert "https://en.wikipedia.org/wiki/Yevgeny_Prigozhin" in copied


def test_a_name_that_nobody_knows_has_a_card_that_says_so(reader, site, story, explain, picture) -> None:
    explain(reader, site.put("/story", story()))
    open_list(reader)
    click_on(reader, ".entry[data-id='unknown:Odile Brankovic']")
    until(reader, "isOpen('.card')")
    said = reader.see("find('.card').innerText")
    assert "No source here knows this name" in said
    assert "who carved the two bears" in said
    assert "live sources" in said
    picture(reader, "extension-unknown")


def slide(reader, level: int) -> None:
    reader.see("find('.slider input').focus()")
    reader.press("Home")
    for _ in range(level):
        reader.press("ArrowRight")


def test_how_much_is_marked_goes_from_the_unfamiliar_to_every_mention(
    reader, site, story, explain, answer, picture
) -> None:
    answer["cards"][3]["shown"] = False
    explain(reader, site.put("/story", story()))
    assert "Vladimir Putin" not in reader.see("marked()")
    open_list(reader)
    slide(reader, 1)
    until(reader, "marks().length === 5 && marked().includes('Vladimir Putin')")
    slide(reader, 2)
    until(reader, "marks().length === 7")
    picture(reader, "extension-slider")
    assert reader.see("find('.slider input').getAttribute('aria-valuetext')") == "All, every mention"
    wait_for(lambda: reader.stored().get("level") == 2, "the choice, kept")
    slide(reader, 0)
    until(reader, "marks().length === 4")


@pytest.mark.parametrize("how", ["site", "website"])
def test_the_publisher_of_the_page_is_never_marked(reader, site, story, explain, answer, how) -> None:
    if how == "site":
        answer["page"]["site"] = "The Wagner Group"
    else:
        answer["cards"][1]["links"]["website"] = f"https://www.{NEWS_HOST}/about"
    explain(reader, site.put("/story", story()))
    assert "Wagner Group" not in reader.see("marked()")
    assert reader.see("marks().length") == 4


def test_from_mention_to_mention(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story(after='<div style="height: 3000px"></div>')))
    open_card(reader, "Yevgeny Prigozhin")
    top = reader.see("find('.card').getBoundingClientRect().toJSON()")
    tool(reader, "next")
    until(reader, f"find('.card').getBoundingClientRect().left !== {top['left']}")
    assert reader.see(LABEL) == "Yevgeny Prigozhin"


def test_cards_that_need_no_mark_stand_in_the_list(reader, site, story, explain, answer) -> None:
    answer["cards"][3]["shown"] = False
    explain(reader, site.put("/story", story()))
    assert "Vladimir Putin" not in reader.see("marked()")
    open_list(reader)
    assert "ALSO NAMED" in reader.see("find('#panel').innerText")
    click_on(reader, ".entry[data-id='Q7747']")
    until(reader, f"isOpen('.card') && {LABEL} === 'Vladimir Putin'")


def test_a_script_of_the_page_cannot_speak_for_the_reader(reader, service, card) -> None:
    card(reader, "IRA")
    reader.see("root().querySelectorAll('.tools button, .acts button').forEach((one) => one.click())")
    assert reader.see("marks().length") == 5
    assert reader.see(LABEL) == "Internet Research Agency"
    assert len(service.pages()) == 1


def test_a_picture_is_loaded_only_when_asked_for_and_only_from_its_source(chromium, card, answer, picture) -> None:
    image = {"url": "https://upload.wikimedia.org/x.jpg", "author": "A. Painter", "licence": "CC BY-SA 4.0"}
    answer["cards"][0]["image"] = {**image, "source": "https://commons.wikimedia.org/wiki/File:X.jpg"}
    answer["cards"][1]["image"] = {
        **image,
        "url": "https://tracker.example/x.jpg",
        "source": "https://commons.wikimedia.org/wiki/File:X.jpg",
    }
    card(chromium, "Yevgeny Prigozhin")
    assert "upload.wikimedia.org" in chromium.see("find('.picture').innerText")
    assert chromium.see("root().querySelectorAll('img').length") == 0
    picture(chromium, "extension-picture-offered")
    chromium.press("Escape")
    open_card(chromium, "Wagner Group")
    assert not chromium.see("Boolean(find('.picture'))")


@pytest.fixture
def picture_site(tmp_path) -> Iterator[tuple[int, list[dict[str, str]]]]:
    """A site of pictures with https, as the sources have one: its port, and the headers of what it was asked."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=upload.wikimedia.org"
    subprocess.run([*make.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    asked: list[dict[str, str]] = []

    class Handler(Quiet):
        def do_GET(self) -> None:
            asked.append(dict(self.headers))
            picture = (EXTENSION / "icons" / "icon-128.png").read_bytes()
            self.reply(200, {"Content-Type": "image/png", "Access-Control-Allow-Origin": "*"}, picture)

    with serving(Handler, tls=tls) as port:
        yield port, asked


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here, so no site of pictures could be made")
def test_a_picture_is_drawn_past_the_pages_own_policy_and_does_not_tell_where_it_is_read(
    chromium_session, request, tmp_path, picture_site, service, site, story, answer, picture
) -> None:
    port, asked = picture_site
    rules = f"MAP {NEWS_HOST} 127.0.0.1, MAP upload.wikimedia.org:443 127.0.0.1:{port}"
    arguments = (f"--host-resolver-rules={rules}", "--ignore-certificate-errors")
    reader = ChromiumReader(request.getfixturevalue("playwright"), tmp_path / "profile", arguments=arguments)
    try:
        answer["cards"][0]["image"] = {
            "url": "https://upload.wikimedia.org/x.png",
            "author": "A. Painter",
            "licence": "CC BY-SA 4.0",
            "source": "https://commons.wikimedia.org/wiki/File:X.png",
        }
        reader.store(service=service.address, token="right", agreed=service.address)
        reader.open(site.put("/story", story(head=WATCH), Content_Security_Policy="img-src 'none'"))
        reader.click_toolbar()
        until(reader, "marks().length > 0")
        open_card(reader, "Yevgeny Prigozhin")
        assert asked == []
        click_on(reader, ".picture button")
        until(reader, "find('.picture canvas')?.width === 128")
        caption = reader.see("find('figcaption').innerText")
        assert "A. Painter" in caption
        assert "CC BY-SA 4.0" in caption
        picture(reader, "extension-picture")
        assert len(asked) == 1
        assert not {"Referer", "Cookie"} & set(asked[0])
        assert reader.see("seen") == []
        assert reader.errors() == []
    finally:
        reader.close()


@pytest.mark.parametrize("name", ["Yevgeny Prigozhin", "IRA", "Vladimir Putin", "Wagner Group", "John Kirby"])
def test_the_first_glance_is_low_and_grows_in_place(chromium, card, name, answer, picture) -> None:
    for one in answer["cards"]:
        one["description"] += ", of whom much more could be said than has room on a line of a small card"
        if one["summary"]:
            one["summary"]["text"] += " It was a long time in the making, and much was written of it since then." * 3
    card(chromium, name)
    until(chromium, "find('.card').getAnimations().length === 0")
    picture(chromium, f"extension-glance-{name.split()[-1].lower()}")
    box = chromium.see("find('.card').getBoundingClientRect().toJSON()")
    assert box["height"] <= 220
    assert (
        chromium.see("[...root().querySelectorAll('.card button')].filter((one) => one.checkVisibility()).length") <= 4
    )
    unfold(chromium)
    grown = chromium.see("find('.card').getBoundingClientRect().toJSON()")
    assert grown["height"] > 220
    assert grown["left"] == box["left"]
    assert min(abs(grown["top"] - box["top"]), abs(grown["bottom"] - box["bottom"])) < 2
    picture(chromium, f"extension-whole-{name.split()[-1].lower()}")


def test_a_card_that_opens_by_hovering_leaves_the_line_in_sight(reader, site, story, explain) -> None:
    """On a window of any usual height: above or below it there is room for a glance."""
    for height in (500, 600, 800):
        reader.resize(1000, height)
        space = f"<div style='height: {height // 2 - 120}px'></div>"
        explain(reader, site.put("/story", story(before=space, after='<div style="height: 2000px"></div>')))
        place = reader.see("centre('Yevgeny Prigozhin')")
        reader.move_to(**place)
        until(reader, "isOpen('.card') && find('.card').getAnimations().length === 0")
        box = reader.see("find('.card').getBoundingClientRect().toJSON()")
        assert box["top"] > place["y"] or box["bottom"] < place["y"]
        reader.move_to(3, 3)
        until(reader, "!isOpen('.card')")
