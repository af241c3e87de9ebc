from __future__ import annotations

from dataclasses import replace

from backstory.formats.json_api import EnrichResponse
from backstory.formats.json_api.credit import credit, sources_of
from tests.support.courier import CARDS, PACK, STORY, WIKIPEDIA
from tests.support.courier import answer as kept


def test_words_first_then_facts_in_one_line() -> None:
    assert credit(CARDS[0]) == "Backstory starter pack, CC0-1.0."
    assert sources_of(CARDS[1]) == [WIKIPEDIA, PACK]
    assert credit(replace(CARDS[1], shortened=False)) == (
        "“Wagner Group”, Wikipedia, CC BY-SA 4.0. Facts: Backstory starter pack, CC0-1.0."
    )


def test_every_sentence_fact_and_tie_points_at_a_source_of_the_answer() -> None:
    answer = EnrichResponse.model_validate_json(kept())
    known = {source.id for source in answer.sources}
    for card in (*answer.cards, *answer.alternatives):
        facts = (*card.then, *card.since, *card.facts, *card.connections)
        assert {fact.source for fact in facts} <= known
        assert card.source in known
        assert card.credit
    assert {tie.source for tie in answer.connections} <= known
    assert {name.source for name in answer.unknown if name.said} == {"story"} <= known


def test_the_storys_own_words_are_quoted_where_they_stand() -> None:
    (name,) = EnrichResponse.model_validate_json(kept()).unknown
    assert name.quote is not None
    assert name.quote.exact == name.said == "who carved the two bears"
    assert name.quote.prefix + name.quote.exact in STORY.page.document.text
