from __future__ import annotations

from backstory.cards.corrections import correct
from backstory.model import Candidate, Correction, Entity, LinkedMention, Mention, Reason, RunnerUp

TROLLS = Entity("en:Internet Research Agency", "Internet Research Agency")
ARMY = Entity("en:Irish Republican Army", "Irish Republican Army")
KIRBY = Entity("en:John Kirby", "John Kirby")
ARTIST = Entity("en:Jack Kirby", "Jack Kirby")
LINKED = (
    LinkedMention(Mention(0, 3, "IRA"), ARMY, 0.7, (Reason("fits", 1),), RunnerUp(TROLLS, 0.2)),
    LinkedMention(Mention(10, 20, "John Kirby"), KIRBY, 0.9),
    LinkedMention(Mention(30, 35, "Kirby", long_form="John Kirby"), KIRBY, 0.9),
    LinkedMention(Mention(40, 43, "ira"), None, 0.6),
)
CANDIDATES = {"IRA": (Candidate(ARMY, 0.6), Candidate(TROLLS, 0.3))}


def corrected(*corrections: Correction, known: dict[str, Entity] | None = None):
    return correct(LINKED, corrections, candidates=CANDIDATES, entities=known or {})


def test_the_readers_choice_is_certain_and_ours_becomes_the_runner_up() -> None:
    link = corrected(Correction("IRA", TROLLS.id)).linked[0]
    assert (link.entity, link.confidence) == (TROLLS, 1.0)
    assert [reason.text for reason in link.reasons] == ["you chose this sense"]
    assert link.runner_up == RunnerUp(ARMY, 0.7)


def test_it_holds_for_short_and_full_forms_of_the_name_and_for_no_other_name() -> None:
    for surface in ("Kirby", "John Kirby"):
        links = corrected(Correction(surface, ARTIST.id), known={ARTIST.id: ARTIST}).linked
        assert [link.entity for link in links] == [ARMY, ARTIST, ARTIST, None]


def test_none_of_them_is_a_choice_too() -> None:
    link = corrected(Correction("IRA", None)).linked[0]
    assert (link.entity, link.confidence, link.runner_up) == (None, 1.0, RunnerUp(ARMY, 0.7))


def test_an_entity_that_nobody_knows_changes_nothing_and_is_named() -> None:
    answer = corrected(Correction("IRA", "Q404"))
    assert answer.linked == LINKED
    assert [(gap.what, gap.why) for gap in answer.gaps] == [
        ("the correction of “IRA”", "no source here knows the entity Q404")
    ]


def test_a_name_that_the_story_lacks_is_named() -> None:
    answer = corrected(Correction("Wagner", TROLLS.id))
    assert answer.linked == LINKED
    assert answer.gaps[0].why == "the story has no such name"


def test_confirming_our_own_choice_makes_it_certain() -> None:
    link = corrected(Correction("IRA", ARMY.id)).linked[0]
    assert (link.entity, link.confidence, link.runner_up) == (ARMY, 1.0, RunnerUp(TROLLS, 0.2))


def test_of_two_that_contradict_each_other_the_last_is_taken_and_named() -> None:
    answer = corrected(Correction("IRA", TROLLS.id), Correction("IRA", ARMY.id))
    assert answer.linked[0].entity == ARMY
    assert answer.chosen == {ARMY.id}
    assert [(gap.what, gap.why) for gap in answer.gaps] == [
        ("the correction of “IRA”", f"a later one chooses {ARMY.id} for the same name, and that is taken")
    ]


def test_the_same_correction_twice_is_no_contradiction() -> None:
    answer = corrected(Correction("Kirby", KIRBY.id), Correction("John Kirby", KIRBY.id), known={KIRBY.id: KIRBY})
    assert answer.gaps == ()
