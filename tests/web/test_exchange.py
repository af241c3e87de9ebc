from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Namespace, URIRef

NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
TEXT = "🛰️ Vladimir Putin met Prigozhin."
CONTEXT = "http://example.org/doc#char=0,32"
TURTLE = "application/x-turtle"


def turtle(*spans: tuple[int, int], text: str = TEXT) -> str:
    lines = [
        f"@prefix nif: <{NIF}> .",
        f"<{CONTEXT}> a nif:Context ; nif:isString {json.dumps(text, ensure_ascii=False)} .",
    ]
    lines += [
        f"<http://example.org/doc#char={start},{end}> a nif:Phrase ; nif:referenceContext <{CONTEXT}> ; "
        f"nif:beginIndex {start} ; nif:endIndex {end} ."
        for start, end in spans
    ]
    return "\n".join(lines)


def phrases(answer: str) -> dict[str, set[str]]:
    """Address of each phrase, and what it means."""
    graph = Graph().parse(data=answer, format="turtle")
    return {
        str(phrase): {str(entity) for entity in graph.objects(phrase, ITSRDF.taIdentRef)}
        for phrase in graph.subjects(NIF.referenceContext, URIRef(CONTEXT))
    }


def test_names_of_a_nif_text_are_found_and_linked_by_code_points(client: FlaskClient) -> None:
    answer = client.post("/nif", data=turtle().encode(), content_type=TURTLE)
    assert (answer.status_code, answer.content_type) == (200, f"{TURTLE}; charset=utf-8")
    assert phrases(answer.text) == {
        "http://example.org/doc#char=3,17": {
            "http://dbpedia.org/resource/Vladimir_Putin",
            "http://www.wikidata.org/entity/Q7747",
        },
        "http://example.org/doc#char=22,31": {"http://dbpedia.org/resource/Yevgeny_Prigozhin"},
    }


def test_given_phrases_are_linked_as_they_stand_and_none_is_dropped(client: FlaskClient) -> None:
    answer = client.post("/nif", data=turtle((22, 31), (18, 21)).encode(), content_type="text/turtle")
    assert phrases(answer.text) == {
        "http://example.org/doc#char=22,31": {"http://dbpedia.org/resource/Yevgeny_Prigozhin"},
        "http://example.org/doc#char=18,21": set(),
    }


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"@@@", "not Turtle"),
        (b"\xff\xfe", "not Turtle"),
        (b"", "0 nif:isString"),
        (turtle((22, 99)).encode(), "lie in the text"),
        (b"[" * 20_000, "not Turtle"),
    ],
)
def test_a_body_that_is_no_nif_is_refused_with_what_is_wrong(client: FlaskClient, body: bytes, says: str) -> None:
    answer = client.post("/nif", data=body, content_type=TURTLE)
    assert answer.status_code == 422
    assert says in answer.json["detail"]


def test_another_type_is_refused_by_name(client: FlaskClient) -> None:
    for path in ("/nif", "/annotate"):
        answer = client.post(path, data="x", content_type="text/plain")
        assert (answer.status_code, answer.json["type"]) == (415, "/problems/wrong-type")
        assert "text/plain" in answer.json["detail"]


def test_spotlights_question_gets_spotlights_answer(client: FlaskClient) -> None:
    answer = client.post(
        "/annotate", data={"text": "Vladimir Putin flew home.", "confidence": "0.35", "support": "20"}
    ).json
    assert {key: answer[key] for key in ("@text", "@confidence", "@support", "@policy")} == {
        "@text": "Vladimir Putin flew home.",
        "@confidence": "0.35",
        "@support": "20",
        "@policy": "whitelist",
    }
    (found,) = answer["Resources"]
    assert (found["@URI"], found["@surfaceForm"], found["@offset"]) == (
        "http://dbpedia.org/resource/Vladimir_Putin",
        "Vladimir Putin",
        "0",
    )
    assert 0.35 <= float(found["@similarityScore"]) <= 1


def test_parameters_may_stand_in_the_address(client: FlaskClient) -> None:
    answer = client.post("/annotate?text=Vladimir%20Putin%20flew%20home.&confidence=0.5")
    assert len(answer.json["Resources"]) == 1


@pytest.mark.parametrize(
    ("types", "policy", "found"),
    [("DBpedia:Person", "whitelist", 1), ("DBpedia:Place", "whitelist", 0), ("DBpedia:Person", "blacklist", 0)],
)
def test_types_bound_the_answer(client: FlaskClient, types: str, policy: str, found: int) -> None:
    data = {"text": "Vladimir Putin flew home.", "types": types, "policy": policy}
    assert len(client.post("/annotate", data=data).json.get("Resources", [])) == found


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "text"),
        ({"text": "x", "confidence": "2"}, "confidence"),
        ({"text": "x", "sparql": "SELECT *"}, "runs no SPARQL"),
        ({"text": "x", "colour": "red"}, "colour"),
        ({"text": ["x", "y"]}, "more than once"),
        ({f"a{n}": "x" for n in range(30)}, "over 20 fields"),
    ],
)
def test_what_cannot_be_followed_is_refused_by_name(client: FlaskClient, data: dict[str, object], says: str) -> None:
    answer = client.post("/annotate", data=data)
    assert answer.status_code == 422
    assert says in answer.json["detail"]


def test_who_prefers_linked_data_gets_web_annotations(client: FlaskClient) -> None:
    asked = {"text": "Vladimir Putin flew home.", "url": "https://courier.example/home"}
    answer = client.post("/enrich", json=asked, headers={"Accept": "application/ld+json"})
    assert answer.content_type == "application/ld+json"
    assert answer.json["type"] == "AnnotationCollection"
    assert answer.json["first"]["items"][0]["target"]["source"] == "https://courier.example/home"


def test_a_correction_is_followed_and_one_that_cannot_be_is_a_gap(client: FlaskClient) -> None:
    corrections = [{"surface": "Prigozhin", "entity": "en:Wagner Group"}, {"surface": "Putin", "entity": "Q404"}]
    answer = client.post("/enrich", json={"text": "Prigozhin met Putin.", "corrections": corrections}).json
    card = next(card for card in answer["cards"] if card["id"] == "en:Wagner Group")
    assert (card["confidence"], card["corrected"], card["why"]["reasons"]) == (1.0, True, ["you chose this sense"])
    assert card["why"]["runner_up"]["id"] == "en:Yevgeny Prigozhin"
    assert [other["id"] for other in answer["alternatives"]] == ["en:Yevgeny Prigozhin"]
    assert answer["gaps"] == [
        {"what": "the correction of “Putin”", "why": "no source here knows the entity Q404", "retry_after_s": None}
    ]


def test_what_the_reader_knows_is_not_shown_at_once(client: FlaskClient) -> None:
    answer = client.post("/enrich", json={"text": "Prigozhin met Putin.", "known": ["Q7747"]}).json
    assert [(card["id"], card["shown"]) for card in answer["cards"]] == [
        ("en:Yevgeny Prigozhin", True),
        ("Q7747", False),
    ]


@pytest.mark.parametrize("context", ["http://example.org/a b#char=0,32", "http://example.org/{x}|y#char=0,32"])
def test_an_address_that_turtle_cannot_hold_is_given_back_percent_encoded(
    client: FlaskClient, context: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/nif", data=turtle().replace(CONTEXT, context).encode(), content_type=TURTLE)
    assert answer.status_code == 200
    graph = Graph().parse(data=answer.text, format="turtle")
    assert len(list(graph.subjects(ITSRDF.taIdentRef))) == 3
    assert "example.org" not in caplog.text


def test_half_an_emoji_in_a_nif_text_costs_one_character(client: FlaskClient) -> None:
    answer = client.post(
        "/nif", data=turtle(text="\ud83d Vladimir Putin").encode(errors="replace"), content_type=TURTLE
    )
    assert answer.status_code == 200
    escaped = turtle(text="PLACE Vladimir Putin").replace("PLACE", r"\uD83D")
    answer = client.post("/nif", data=escaped.encode(), content_type=TURTLE)
    assert answer.status_code == 200
    assert "�" in answer.text
