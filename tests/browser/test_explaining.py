"""From the click on the toolbar button to the card, and back to the page as it was."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.readers import click_on, consent, open_list, until, wait_for

PASSWORD_FORM = '<form><input type="password" aria-label="Password"></form>'


def test_the_first_time_nothing_is_sent_before_the_reader_agrees(reader, service, site, story) -> None:
    reader.store(service=service.address)
    reader.open(site.put("/story", story()))
    reader.click_toolbar()
    wait_for(reader.asked, "the window that asks for consent")
    assert service.asked == []
    said = consent(reader)
    assert service.address.removeprefix("http://") in said
    assert f"{site.address}/story" in said
    until(reader, "marks().length > 0")
    assert len(service.pages()) == 1


def test_who_cancels_sends_nothing_and_is_asked_again(reader, service, site, story) -> None:
    reader.store(service=service.address)
    reader.open(site.put("/story", story()))
    for _ in range(2):
        reader.click_toolbar()
        consent(reader, "cancel")
        until(reader, "!root()")
    assert service.asked == []


def test_consent_is_asked_outside_of_the_page(reader, service, site, story) -> None:
    """So that no script of the page can agree, or cover what is asked."""
    reader.store(service=service.address)
    reader.open(site.put("/story", story()))
    reader.click_toolbar()
    wait_for(reader.asked, "the window that asks for consent")
    assert reader.see("texts('button, .note').length") == 0
    reader.see("void document.querySelector('backstory-cards').click()")
    assert service.asked == []
    consent(reader, "cancel")


def test_who_agreed_once_is_not_asked_again(reader, service, site, story, explain) -> None:
    url = site.put("/story", story())
    reader.store(service=service.address, token="right")
    reader.open(url)
    reader.click_toolbar()
    consent(reader)
    until(reader, "marks().length > 0")
    reader.open(url)
    reader.click_toolbar()
    until(reader, "marks().length > 0")


def test_a_page_with_a_password_field_is_asked_for_each_time(reader, service, site, story) -> None:
    reader.store(service=service.address, agreed=service.address)
    url = site.put("/story", story(before=PASSWORD_FORM))
    for _ in range(2):
        asked = len(service.pages())
        reader.open(url)
        reader.click_toolbar()
        wait_for(reader.asked, "the window that asks for consent")
        assert len(service.pages()) == asked
        assert "password" in consent(reader)
        until(reader, "marks().length > 0")


HIDDEN_FIELDS = {
    "not displayed": '<form style="display: none">{}</form>',
    "see-through": '<form style="opacity: 0; position: absolute">{}</form>',
    "invisible": '<form style="visibility: hidden">{}</form>',
    "without size": '<div style="width: 0; height: 0; overflow: hidden">{}</div>',
    "a dot": '<div style="position: absolute; width: 1px; height: 1px; overflow: hidden">{}</div>',
    "beside the page": '<div style="position: absolute; left: -9999px">{}</div>',
    "a drawer that is shut": '<div style="position: fixed; top: 0; left: 100%; width: 300px">{}</div>',
    "a drawer that is moved away": '<div style="position: fixed; top: 0; transform: translateX(-120%)">{}</div>',
    "a dialog that is shut": "<dialog>{}</dialog>",
    "a popover that is shut": "<div popover>{}</div>",
    "folded": "<details><summary>Sign in</summary>{}</details>",
    "in a frame of no size": "<iframe width=0 height=0 style='border: 0' srcdoc='{}'></iframe>",
}


@pytest.mark.parametrize("name", HIDDEN_FIELDS)
def test_a_password_field_that_nobody_sees_does_not_count(name, chromium, service, site, story) -> None:
    field = "<input type=password aria-label=Password>"
    chromium.store(service=service.address, agreed=service.address)
    chromium.open(site.put("/story", story(before=HIDDEN_FIELDS[name].format(field))))
    until(chromium, "document.readyState === 'complete'")
    chromium.click_toolbar()
    until(chromium, "marks().length > 0")
    assert chromium.asked() is None


def test_a_password_field_that_is_scrolled_away_counts(reader, service, site, story) -> None:
    below = f'<div style="height: 3000px"></div>{PASSWORD_FORM}'
    reader.store(service=service.address, agreed=service.address)
    reader.open(site.put("/story", story(after=below)))
    reader.click_toolbar()
    assert "password" in consent(reader, "cancel")


def test_the_page_is_sent_as_it_is_seen(reader, service, site, story, explain) -> None:
    typed = '<input value="my diary"><textarea>my diary</textarea><p contenteditable>my diary</p>'
    unseen = '<p hidden>unseen</p><p style="display:none">unseen</p><noscript>unseen</noscript>'
    head = '<meta name="csrf-token" content="secret"><script>const secret = 1;</script>'
    head += (
        '<script type="application/ld+json">{"headline": "</em>"}</script><meta property="og:type" content="article">'
    )
    explain(reader, site.put("/story", story(head=head, after=typed + unseen + '<p onclick="secret()">seen</p>')))
    sent = service.pages()[0]
    assert sent["url"] == site.address + "/story"
    assert "Yevgeny Prigozhin" in sent["html"]
    assert '<script type="application/ld+json">{"headline": "\\u003c/em>"}</script>' in sent["html"]
    assert '<meta property="og:type" content="article">' in sent["html"]
    for left_out in ("my diary", "unseen", "secret", "backstory-cards"):
        assert left_out not in sent["html"]


def test_hidden_and_private_parts_are_not_sent(reader, service, site, story, explain) -> None:
    unseen = '<p style="visibility: hidden">unseen <b style="visibility: visible">but seen</b></p>'
    unseen += "<details><summary>more</summary><p>unseen</p></details>"
    private = "".join(
        f"<p {mark}>my account</p>" for mark in ("data-private", 'data-hj-suppress=""', "class=sentry-mask")
    )
    boxless = '<div style="display: contents"><p>boxless</p></div>'
    frame = '<iframe srcdoc="<p>framed</p><input value=typed>" style="width: 300px"></iframe>'
    links = '<a href="/next?id=7&session=mine">next</a>'
    url = site.put("/story?id=3&access_token=mine", story(after=unseen + private + boxless + frame + links))
    explain(reader, url)
    sent = service.pages()[0]
    for left_out in ("unseen", "my account", "typed", "mine"):
        assert left_out not in sent["html"].replace("but seen", "")
    for seen in ("but seen", "boxless", "framed", 'href="/next?id=7"'):
        assert seen in sent["html"]
    assert sent["url"] == site.address + "/story?id=3"


def test_a_password_field_in_a_shadow_root_or_a_frame_counts(reader, service, site, story) -> None:
    shadow = (
        "<div id=host></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '<input type=password>'</script>"
    )
    frame = "<iframe srcdoc='<input type=password>'></iframe>"
    reader.store(service=service.address, agreed=service.address)
    for number, part in enumerate((shadow, frame)):
        reader.open(site.put(f"/story/{number}", story(before=part)))
        until(reader, "document.readyState === 'complete'")
        reader.click_toolbar()
        assert "password" in consent(reader, "cancel")
        until(reader, "!root()")
    assert service.asked == []


def test_the_token_goes_to_the_service(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    [proof, asked] = service.asked
    assert proof.path == "/proof"
    assert "Authorization" not in proof.headers  # before it has shown that it is the one
    assert asked.headers["Authorization"] == "Bearer right"


def test_the_first_mention_of_each_entity_is_marked(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    assert reader.see("marked()") == ["Wagner Group", "John Kirby", "Yevgeny Prigozhin", "IRA", "Vladimir Putin"]
    wait_for(lambda: reader.badge() == "5", "5 on the toolbar button")


def test_a_second_click_takes_everything_away(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.click_toolbar()
    until(reader, "!root() && marks().length === 0")
    wait_for(lambda: reader.badge() == "", "nothing on the toolbar button")
    reader.click_toolbar()
    until(reader, "marks().length > 0")


def test_two_quick_clicks_leave_one_of_us(reader, service, site, story) -> None:
    reader.store(service=service.address, agreed=service.address)
    reader.open(site.put("/story", story()))
    reader.click_toolbar()
    reader.click_toolbar()
    wait_for(lambda: reader.see("document.querySelectorAll('backstory-cards').length") < 2, "one host at most")


def test_hovering_opens_the_card_and_leaving_closes_it(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.move_to(**reader.see("centre('Yevgeny Prigozhin')"))
    until(reader, "isOpen('.card')")
    card = reader.see("find('.card').innerText")
    assert "financier of the Wagner Group" in card
    assert "ed the Wagner Group’s mutiny" in card
    reader.move_to(5, 5)
    until(reader, "!isOpen('.card')")


def test_the_pointer_may_enter_the_card(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.move_to(**reader.see("centre('Yevgeny Prigozhin')"))
    until(reader, "isOpen('.card')")
    reader.move_to(**reader.see("middle(find('.card h2'))"))
    with pytest.raises(AssertionError, match="in vain"):
        until(reader, "!isOpen('.card')", seconds=0.6)


def test_passing_over_a_name_opens_nothing(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    place = reader.see("centre('Yevgeny Prigozhin')")
    reader.move_to(**place)
    reader.move_to(5, 5)
    with pytest.raises(AssertionError, match="in vain"):
        until(reader, "isOpen('.card')", seconds=0.4)


def test_a_click_opens_the_card_until_escape_or_a_click_elsewhere(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.click_at(**reader.see("centre('IRA')"))
    until(reader, "isOpen('.card')")
    assert reader.see("find('h2#card-label').textContent") == "Internet Research Agency"
    assert reader.see("root().activeElement?.classList[0]") == "card"
    reader.press("Escape")
    until(reader, "!isOpen('.card')")
    reader.click_at(**reader.see("centre('IRA')"))
    until(reader, "isOpen('.card')")
    reader.click_at(5, 5)
    until(reader, "!isOpen('.card')")


def test_by_keyboard_from_list_to_card_and_back(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.see("find('.chip').focus()")
    reader.press("Enter")
    until(reader, "find('#panel')?.hidden === false")
    reader.see("[...root().querySelectorAll('.entry')].find((one) => one.innerText.includes('Putin')).focus()")
    reader.press("Enter")
    until(reader, "isOpen('.card')")
    assert reader.see("find('#card-label').textContent") == "Vladimir Putin"
    assert reader.see("root().activeElement.classList[0]") == "card"
    reader.press("Escape")
    until(reader, "!isOpen('.card')")
    assert "Putin" in reader.see("root().activeElement.innerText")
    reader.press("Escape")
    until(reader, "find('#panel').hidden")
    assert reader.see("root().activeElement.className") == "chip"


def test_the_list_holds_cards_links_unknown_names_and_gaps(reader, service, site, story, explain, answer) -> None:
    answer["gaps"].append({"what": "Wikipedia", "why": "It did not answer."})
    answer["mentions"][0]["quote"]["exact"] = "Nowhere Group"
    answer["mentions"][7]["quote"]["exact"] = "Nowhere Group"
    explain(reader, site.put("/story", story()))
    open_list(reader)
    listed: str = until(reader, "find('#panel').innerText")
    for words in (
        "Yevgeny Prigozhin",
        "What happened at the salt mine",
        "Odile Brankovic",
        "It did not answer",
        "1 of 5",
    ):
        assert words in listed
    links = reader.see("[...root().querySelectorAll('#panel a')].map((one) => [one.target, one.rel])")
    assert links == [["_blank", "noopener noreferrer"]]


def test_remove_all_in_the_list_takes_everything_away(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    open_list(reader)
    click_on(reader, "#panel header button")
    until(reader, "!root() && marks().length === 0")
    wait_for(lambda: reader.badge() == "", "nothing on the toolbar button")


def test_a_name_inside_a_link_stays_a_link(reader, service, site, story, explain) -> None:
    linked = story().replace("John Kirby", '<a href="#caterer">John Kirby</a>')
    explain(reader, site.put("/story", linked))
    place: dict[str, Any] = reader.see("centre('John Kirby')")
    reader.click_at(**place)
    until(reader, "location.hash === '#caterer'")
    assert not reader.see("isOpen('.card')") or not reader.see("root().activeElement")


def test_of_a_name_that_is_linked_first_and_plain_later_the_plain_one_is_marked(reader, site, story, explain) -> None:
    linked = story().replace("Yevgeny Prigozhin", '<a href="#caterer">Yevgeny Prigozhin</a>')
    explain(reader, site.put("/story", linked))
    assert "Prigozhin" in reader.see("marked()")
    assert "Yevgeny Prigozhin" not in reader.see("marked()")
