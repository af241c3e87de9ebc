"""What pages say in data and in dates: the story's own node, bylines that are names, days in any language."""
# ruff: noqa: E501 - markup reads better unbroken

from __future__ import annotations

import json

import pytest

from backstory.errors import NotAnArticle
from backstory.extract import decode, read_page
from backstory.extract.dates import Reading, iso_date, written_date
from backstory.extract.published import reading_of
from backstory.model import Metadata
from tests.extract.stories import BOARD, FERRY, MAYOR, PARAGRAPHS, page, paragraphs

URL = "https://www.echo.example/harbour/ferry-stops-for-winter"
TITLE = "Ferry to the islands stops for winter"
WHOLE = "\n\n".join(PARAGRAPHS)
OTHER = {"@type": "NewsArticle", "headline": "Sheep lost in the snow", "url": "https://www.echo.example/sheep",
         "datePublished": "2020-06-01", "author": {"name": "Mia Holt"}}  # fmt: skip
OWN = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "url": URL,
    "datePublished": "2023-01-20",
    "author": {"name": "Ada Holm"},
}


def script(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def said(head: str = "", body: str = "", *, url: str | None = URL, lang: str = "en-GB") -> Metadata:
    return read_page(page(body + paragraphs(), head=head, lang=lang), url).metadata


@pytest.mark.parametrize(
    "head",
    [
        script(OTHER, OWN),
        script({"@graph": [OTHER, OWN]}),
        script([OTHER, {**OWN, "@type": "BlogPosting"}]),
        script(OTHER, {**OWN, "url": None, "mainEntityOfPage": {"@id": URL + "#webpage"}}),
        script(OTHER, {key: value for key, value in OWN.items() if key != "url"}),
        script({"@graph": [OTHER, {"@type": "WebPage", "url": URL, "name": TITLE}, OWN]}),
        script({**OWN, "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Ada Holm"}),
        script({**OWN, "author": ["By Ada Holm"]}),
        script({**OWN, "author": {"givenName": "Ada", "familyName": "Holm"}}),
        f'<script type="application/ld+json">// <![CDATA[\n{json.dumps(OWN)}\n// ]]></script>',
        f'<script type="application/ld+json">/* ours */ {json.dumps(OWN)[:-1]},}}</script>',
        f'<script type="application/ld+json">{json.dumps(OWN).replace(chr(34), "&amp;quot;").replace("&amp;", "&")}</script>',
        f'<script type="application/ld+json">{json.dumps(OWN)}}};</script>',
    ],
)
def test_the_node_of_this_story_is_read_however_it_is_written(head: str) -> None:
    metadata = said(head)
    assert (metadata.byline, metadata.published) == ("Ada Holm", "2023-01-20")


def test_another_storys_node_alone_says_nothing() -> None:
    metadata = said(script({**OTHER, "articleBody": "The sheep were lost in the snow above the town. " * 30}))
    assert (metadata.byline, metadata.published) == (None, None)


@pytest.mark.parametrize(
    "shell",
    [
        '<script id="__NEXT_DATA__" type="application/json">{}</script>',
        "<script>window.__STATE__ = {};</script>",
        '<amp-state id="s"><script type="application/json">{}</script></amp-state>',
    ],
)
def test_a_story_that_stands_only_in_the_scripts_data_is_read(shell: str) -> None:
    teasers = [
        {"title": "Sheep lost", "text": f"The sheep number {n} was lost in the snow above town."} for n in range(3)
    ]
    data = {"page": {"article": {"title": TITLE, "body": [{"text": text} for text in PARAGRAPHS]}, "more": teasers}}
    html = f"<html><head><title>{TITLE} | Echo</title></head><body><div id=app></div>{shell.replace('{}', json.dumps(data))}</body></html>"
    assert read_page(html, URL).document.body == WHOLE


def test_a_live_blogs_updates_are_read_where_nothing_else_is() -> None:
    posts = [{"@type": "BlogPosting", "headline": f"At {n}", "articleBody": text} for n, text in enumerate(PARAGRAPHS)]
    node = {"@type": "LiveBlogPosting", "headline": TITLE, "url": URL, "liveBlogUpdate": posts}
    html = f"<html><head><title>{TITLE}</title>{script(node)}</head><body><div id=app></div></body></html>"
    assert all(text in read_page(html, URL).document.body for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "holder", ["<noscript>{}</noscript>", '<iframe srcdoc="{}"></iframe>', '<div hidden="until-found">{}</div>']
)
def test_a_story_in_what_scripts_replace_is_read(holder: str) -> None:
    html = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{holder.format(paragraphs())}</article></body></html>"
    assert read_page(html).document.body == WHOLE


def test_a_flash_of_30_words_is_a_story_where_the_page_says_so() -> None:
    flash = "<p>The last boat of the Oldhaven line has sunk at its pier, the harbour board says. Nobody was on board of it. More to follow as we hear from the harbour.</p>"
    html = (
        f"<html><head><title>{TITLE}</title>{{}}</head><body><article><h1>{TITLE}</h1>{flash}</article></body></html>"
    )
    assert read_page(html.format(script({**OWN, "url": None}))).document.body.startswith("The last boat")
    with pytest.raises(NotAnArticle):
        read_page(html.format(""))


@pytest.mark.parametrize(
    ("body", "byline"),
    [
        ("<p class=byline>Powered by Presswork</p>", None),
        ("<p class=byline>1 day ago</p>", None),
        ("<p class=author>Share</p>", None),
        ("<p class=author>desk@echo.example</p>", None),
        ("<p class=author>Oldhaven Echo</p>", None),
        ("<p class=author>The voice of the islands since 1911.</p>", None),
        ("<p class=author>42</p>", None),
        ("<figure><img src=a.jpg><figcaption class=author>Rolf Lind</figcaption></figure>", None),
        ("<p class=photo-byline>Photo: Rolf Lind</p>", None),
        ("<p>By Ada Holm</p>", "Ada Holm"),
        ("<p>By Ada Holm, 20 January 2023</p>", "Ada Holm"),
        ("<div class=author>Ada Holm<br>20 January 2023</div>", "Ada Holm"),
        ("<div class=byline><span class=author>Ada Holm</span><span>5 min read</span></div>", "Ada Holm"),
        ("<p class=byline>By ADA HOLM and Rolf Lind</p>", "ADA HOLM and Rolf Lind"),
        ("<p class=byline>Echo Staff</p>", "Echo Staff"),
    ],
)
def test_bylines_are_of_people_and_desks(body: str, byline: str | None) -> None:
    assert said(body=body).byline == byline


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<section><div class="card"><h3><a href="/a">Sheep lost in the snow above town</a></h3><span class="author">Mia Holt</span></div></section>',
        '<div id="comments"><span class="comment-author">Mia Holt</span><p>Good riddance.</p></div>',
        '<div id="kommentare"><span class="author">Mia Holt</span><p>Good riddance.</p></div>',
    ],
)
def test_who_wrote_something_else_did_not_write_the_story(elsewhere: str) -> None:
    assert read_page(page(paragraphs()).replace("</body>", f"{elsewhere}</body>"), URL).metadata.byline is None


@pytest.mark.parametrize(
    "around",
    [
        ("", "<p>By Ada Holm | 20 January 2023</p>", "<p>It began on <time datetime='1998-04-10'>10 April 1998</time>, when the pier was built by the men of Norrey.</p>"),
        ("<div class=w><time datetime='2024-11-12'>Tue 12 Nov</time></div>", "<p>20 January 2023</p>", ""),
        ("<span class=current-date>12 November 2024</span>", "<p class=date>20 January 2023</p>", ""),
        ("", "<p>20 January 2023</p>", "<div><a href='/a-b'>Sheep lost in the snow above town</a> <time datetime='2020-01-09'>9 January</time></div>"),
        ("", "<p>20 January 2023</p>", "<figure><img><figcaption><time datetime='2019-01-09'>9 January 2019</time></figcaption></figure>"),
        ("", "<time itemprop=dateModified datetime='2023-03-09'>20 January 2023 | Updated 9 March 2023</time>", ""),
    ],
)  # fmt: skip
def test_the_date_line_is_the_day_and_no_other_date_of_the_page(around: tuple[str, str, str]) -> None:
    before, line, within = around
    html = page(within + paragraphs()).replace("<body>", f"<body>{before}").replace("</h1>", f"</h1>{line}")
    assert (read_page(html, URL).metadata.published or "")[:10] == "2023-01-20"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("hr", "20. listopada 2024."), ("cs", "20. října 2024"), ("pl", "20 października 2024"), ("sr", "20. октобар 2024."),
        ("ro", "20 octombrie 2024"), ("hu", "2024. október 20."), ("lt", "2024 m. spalio 20 d."), ("lv", "2024. gada 20. oktobrī"),
        ("et", "20. oktoober 2024"), ("fi", "20. lokakuuta 2024"), ("ca", "20 d’octubre de 2024"), ("eu", "2024ko urriaren 20a"),
        ("ka", "20 ოქტომბერი 2024"), ("hy", "20 հոկտեմբերի 2024"), ("vi", "20 tháng 10 năm 2024"), ("th", "20 ตุลาคม 2567"),
        ("bn", "২০ অক্টোবর ২০২৪"), ("hi", "20 अक्टूबर 2024"), ("ta", "20 அக்டோபர் 2024"), ("ar", "٢٠ أكتوبر ٢٠٢٤"),
        ("ar", "20 تشرين الأول 2024"), ("fa", "۲۰ اکتبر ۲۰۲۴"), ("he", "20 באוקטובר 2024"), ("ja", "令和6年10月20日"),
        ("zh-TW", "民國113年10月20日"), ("ko", "2024년 10월 20일"), ("en", "Oct. 20th, 2024"), ("en", "20th of October 2024"),
        ("en", "Sunday, October 20, 2024 at 5:30 p.m."), ("id", "20 Oktober 2024"), ("sw", "20 Oktoba 2024"), ("is", "20. október 2024"),
        ("uk", "20 жовтня 2024 р."), ("bg", "20 октомври 2024 г."), ("el", "20 Οκτωβρίου 2024"), ("tr", "20 Ekim 2024"),
        ("sl", "20. oktober 2024"), ("sq", "20 tetor 2024"), ("mk", "20 октомври 2024"), ("az", "20 oktyabr 2024"),
        (None, "20.10.2024"), ("en-US", "20.10.2024"), (None, "2024/10/20"), ("de", "Sonntag, 20.10.2024, 08:30 Uhr"),
    ],
)  # fmt: skip
def test_days_are_read_in_the_pages_language(tag: str | None, text: str) -> None:
    assert written_date(text, Reading(tag)) == "2024-10-20"


@pytest.mark.parametrize(
    "text", ["1709627400", "1709627400000", "2024-03-05T08:30:00Z", "Tue, 05 Mar 2024 08:30:00 GMT", "20240305"]
)
def test_machines_write_days_too(text: str) -> None:
    assert (iso_date(text) or "")[:10] == "2024-03-05"


@pytest.mark.parametrize(
    ("text", "day"), [("22 November 1963", "1963-11-22"), ("1896-04-06", "1896-04-06"), ("1970-01-01", None)]
)
def test_archives_are_older_than_the_web(text: str, day: str | None) -> None:
    assert iso_date(text) == day


@pytest.mark.parametrize(
    ("tag", "url", "first"),
    [
        ("en", "https://echo.co.uk/a", True), ("en", "https://echo.in/a", True), ("en-US", "https://echo.com/a", False),
        ("en", "https://echo.com/a", None), ("es", "https://echo.com/a", True), ("en-GB", None, True), ("en-US", "https://echo.co.za/a", True),
        ("en", "https://echo.us/a", False), ("en-CA", "https://echo.ca/a", None), (None, None, None), ("de", "https://echo.io/a", True),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_follows_country_and_language(
    tag: str | None, url: str | None, first: bool | None
) -> None:
    assert reading_of(tag, url).day_first is first


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("en-US", "Los obreros de la ciudad empezaron el lunes a derribar la vieja aduana, dos años después de que el consejo lo decidiera, y el alcalde dijo que las piedras de la fachada se guardarán para que las vean los niños en el museo de la ciudad.", "es"),
        ("", "Die Arbeiter haben am Montag in der Stadt mit dem Abriss des alten Zollhauses begonnen, und der Bürgermeister sagte, dass die Steine der Front nicht in den Hafen kommen, sondern für das Museum aufgehoben werden, das im Herbst eröffnet.", "de"),
        ("en", "В портовом городе в понедельник начали сносить старое здание таможни, через два года после того, как совет решил построить на этом месте библиотеку и небольшой музей моря.", "ru"),
        ("en-GB", f"{FERRY} {BOARD} {MAYOR}", "en-GB"),
    ],
)  # fmt: skip
def test_a_wrong_language_gives_way_to_the_texts(lang: str, text: str, told: str) -> None:
    html = f"<html lang='{lang}'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{text}</p><p>{text}</p></article></body></html>"
    assert read_page(html).metadata.language == told


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("cp932", "x-sjis"), ("cp932", "windows-31j"), ("gb18030", "x-gbk"), ("cp949", "windows-949"), ("cp1251", "x-cp1251"),
        ("koi8-u", "koi8-ru"), ("euc_jp", "x-euc-jp"), ("big5hkscs", "x-x-big5"), ("iso8859-8", "iso-8859-8-i"), ("cp1254", "iso-8859-9"),
        ("cp874", "tis-620"), ("mac_cyrillic", "x-mac-ukrainian"), ("cp1257", "windows-1257"),
    ],
)  # fmt: skip
def test_every_label_of_the_standard_is_known(encoding: str, label: str) -> None:
    words = ("連絡船", "渡轮", "渡輪", "여객선", "Паром", "мультик", "שלום", "Gölü", "เรือ", "Kelių")
    word = next(each for each in words if each.encode(encoding, "ignore").decode(encoding) == each)
    data = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>{word * 9}</p>'.encode(encoding)
    assert word * 9 in decode(data)


@pytest.mark.parametrize("declared", ["", "iso-8859-1", "windows-1251"])
def test_one_bad_byte_in_utf_8_costs_one_sign(declared: str) -> None:
    data = f"<meta charset='{declared}'><p>{'Паром не ходит зимой. ' * 9}".encode() + b"\xff ...</p>"
    assert decode(data).count("Паром не ходит зимой.") == 9


def test_pictures_within_a_saved_page_do_not_count_as_markup() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 9_000_000}">'
    assert read_page(page(picture + paragraphs())).document.body == WHOLE


def test_thousands_of_comments_do_not_make_a_page_too_large() -> None:
    comment = "<div class=c><b>u</b>" + "<i></i>" * 20 + "<p>hm</p></div>"
    html = page(paragraphs()).replace("</body>", f"<div id=comments>{comment * 3_000}</div></body>")
    assert read_page(html).document.body == WHOLE
