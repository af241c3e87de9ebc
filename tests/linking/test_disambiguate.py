from __future__ import annotations

from functools import partial

from backstory.linking import disambiguate
from backstory.linking.disambiguate import calibrated
from backstory.model import Candidate as AnyCandidate
from backstory.model import Document, Entity, LinkedMention, Mention
from backstory.text.terms import terms

Candidate = partial(AnyCandidate, share=True)  # priors as in the starter pack


def entity(name: str, kind: str, said: str, *links: str, began: str | None = None) -> Entity:
    return Entity(
        f"en:{name}", name, kind=kind, description=said, terms=dict.fromkeys(terms(said), 0.8),
        links=frozenset(f"en:{link}" for link in links), began=began,
    )  # fmt: skip


GROUP = entity("Wagner Group", "organisation", "Russian private military company of mercenaries", "Prigozhin")
COMPOSER = entity("Richard Wagner", "person", "German composer of operas", "Bayreuth")
PRIGOZHIN = entity("Prigozhin", "person", "Russian businessman", "Wagner Group")
JORDAN = entity("Jordan", "place", "river in the Middle East")
WAGNER = (Candidate(GROUP, 0.6, exact=True), Candidate(COMPOSER, 0.3, exact=False))


def linked(text: str, known: dict[str, tuple[Candidate, ...]], *names: str, **options: str) -> list[LinkedMention]:
    document = Document.from_text(text)
    mentions = []
    for name in names or known:
        start = text.index(name)
        mentions.append(Mention(start, start + len(name), name))
    return list(disambiguate(document, mentions, known, **options))


def chosen(text: str, known: dict[str, tuple[Candidate, ...]], **options: str) -> str | None:
    first = linked(text, known, **options)[0].entity
    return first.id if first else None


def test_the_words_of_the_story_choose_the_sense() -> None:
    assert chosen("The opera by Wagner, a composer of long operas.", {"Wagner": WAGNER}) == "en:Richard Wagner"
    assert chosen("The mercenaries of Wagner, a private company.", {"Wagner": WAGNER}) == "en:Wagner Group"


def test_the_topic_of_the_story_chooses_the_sense() -> None:
    text = "The orchestra paired a symphony with two preludes by Wagner; the conductor and the soloist bowed."
    assert chosen(text, {"Wagner": WAGNER}) == "en:Richard Wagner"


def test_the_company_a_name_keeps_chooses_the_sense() -> None:
    known = {"Wagner": WAGNER, "Prigozhin": (Candidate(PRIGOZHIN, 1.0),)}
    assert chosen("Wagner did as Prigozhin said.", known) == "en:Wagner Group"


def test_a_lone_weak_candidate_is_nil() -> None:
    assert chosen("Jordan waved to the crowd.", {"Jordan": (Candidate(JORDAN, 0.04),)}) is None


def test_a_surname_without_support_is_nil() -> None:
    kirby = Candidate(entity("John Kirby", "person", "spokesman of the White House"), 0.4, exact=False)
    assert chosen("Kirby bakes bread on Sundays.", {"Kirby": (kirby,)}) is None


def test_nothing_known_is_nil_and_certain() -> None:
    document = Document.from_text("Jane Roe left.")
    (nil,) = disambiguate(document, [Mention(0, 8, "Jane Roe")], {})
    assert nil.entity is None
    assert nil.confidence > 0.9


def test_a_short_form_means_what_its_full_form_means() -> None:
    document = Document.from_text("Richard Wagner wrote. Wagner slept.")
    mentions = [Mention(0, 14, "Richard Wagner"), Mention(22, 28, "Wagner", long_form="Richard Wagner")]
    known = {"Richard Wagner": (Candidate(COMPOSER, 1.0),), "Wagner": WAGNER}
    assert {link.entity for link in disambiguate(document, mentions, known)} == {COMPOSER}


def test_a_short_form_of_someone_unknown_is_nil() -> None:
    document = Document.from_text("Stefan Wagner coached mercenaries. Wagner slept.")
    mentions = [Mention(0, 13, "Stefan Wagner"), Mention(35, 41, "Wagner", long_form="Stefan Wagner")]
    assert {link.entity for link in disambiguate(document, mentions, {"Wagner": WAGNER})} == {None}


def test_what_was_founded_after_the_story_is_no_sense_of_it() -> None:
    late = Candidate(entity("Late Body", "organisation", "a body", began="2024-05-01"), 1.0)
    assert chosen("They joined Late Body.", {"Late Body": (late,)}, published="2023-01-20") is None
    assert chosen("They joined Late Body.", {"Late Body": (late,)}, published="2024-06-01") == "en:Late Body"


def test_the_sense_that_came_second_is_named() -> None:
    (link,) = linked("Wagner came up.", {"Wagner": WAGNER})
    assert link.runner_up is not None
    assert link.runner_up.entity in {GROUP, COMPOSER}


def test_confidence_and_reasons_are_given() -> None:
    known = {"Wagner": WAGNER, "Prigozhin": (Candidate(PRIGOZHIN, 1.0),)}
    link = linked("The mercenaries of Wagner did as Prigozhin said.", known)[0]
    assert 0.5 < link.confidence < 1
    assert any("Prigozhin" in reason.text for reason in link.reasons)
    assert any("mercenaries" in reason.text for reason in link.reasons)


def test_more_support_never_makes_a_sense_less_sure() -> None:
    alone = linked("Wagner came up.", {"Wagner": WAGNER})[0]
    supported = linked("The mercenaries of Wagner came up.", {"Wagner": WAGNER})[0]
    assert supported.entity == GROUP
    assert supported.confidence > (alone.confidence if alone.entity == GROUP else 0)


def test_links_are_one_for_each_mention_in_order() -> None:
    known = {"Wagner": WAGNER, "Prigozhin": (Candidate(PRIGOZHIN, 1.0),)}
    links = linked("Prigozhin paid Wagner.", known, "Prigozhin", "Wagner")
    assert [link.mention.surface for link in links] == ["Prigozhin", "Wagner"]


COURT = entity("Supreme Court of the United States", "organisation", "highest court of the United States", "America")
INDIA = entity("India", "place", "country in South Asia")
AMERICA = entity("America", "place", "country in North America")
NAPLES = entity("Naples", "place", "city in the south of Italy", "Italy")
FLORIDA = entity("Florida", "place", "state in the southeast of the United States")
ITALY = entity("Italy", "place", "country in the south of Europe")


def test_a_body_of_another_country_is_not_meant() -> None:
    known = {
        "India": (Candidate(INDIA, 1.0),),
        "America": (Candidate(AMERICA, 1.0),),
        "Supreme Court": (Candidate(COURT, 0.55),),
    }
    assert (
        linked("On Monday India's Supreme Court ruled on the law.", known, "India", "Supreme Court")[1].entity is None
    )
    assert linked("The Supreme Court of India ruled.", known, "Supreme Court", "India")[0].entity is None
    assert linked("On Monday America's Supreme Court ruled.", known, "America", "Supreme Court")[1].entity == COURT


def test_a_town_of_another_region_is_not_meant() -> None:
    known = {
        "Naples": (Candidate(NAPLES, 0.9),),
        "Florida": (Candidate(FLORIDA, 0.95),),
        "Italy": (Candidate(ITALY, 1.0),),
    }
    assert linked("They met in Naples, Florida, to talk.", known, "Naples", "Florida")[0].entity is None
    assert linked("They met in Naples, Italy, to talk.", known, "Naples", "Italy")[0].entity == NAPLES


def test_in_a_list_of_countries_each_stands_for_itself() -> None:
    known = {"Italy": (Candidate(ITALY, 1.0),), "India": (Candidate(INDIA, 1.0),)}
    assert linked("It was seen in Italy, India and beyond.", known, "Italy", "India")[0].entity == ITALY


def test_calibration_keeps_the_order_and_the_ends() -> None:
    beliefs = [0.0, 0.01, 0.3, 0.5, 0.9, 0.999, 1.0]
    said = [calibrated(each) for each in beliefs]
    assert said == sorted(set(said))
    assert (said[0], said[-1]) == (0.0, 1.0)
    assert all(one > belief for one, belief in zip(said[1:-1], beliefs[1:-1], strict=True))


def test_both_senses_together_are_at_most_certain() -> None:
    link = linked("We heard Wagner at night.", {"Wagner": WAGNER})[0]
    assert link.entity is not None
    assert link.runner_up is not None
    assert link.confidence + link.runner_up.confidence <= 1
