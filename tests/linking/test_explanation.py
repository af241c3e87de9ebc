from __future__ import annotations

from backstory.linking import disambiguate
from backstory.model import Candidate, Document
from tests.linking.tiny import Known, entity, mentions_of

GROUP = entity("Wagner Group", "organisation", "Russian company of mercenaries", "Prigozhin")
COMPOSER = entity("Richard Wagner", "person", "German composer of operas", "Bayreuth")
PRIGOZHIN = (Candidate(entity("Prigozhin", "person", "businessman"), 1.0, share=True),)
WAGNER = (Candidate(GROUP, 0.6, share=True), Candidate(COMPOSER, 0.3, exact=False, share=True))


def reasons(text: str, known: Known) -> list[str]:
    """Why the first name means what it does."""
    link = disambiguate(Document.from_text(text), mentions_of(text, known), known)[0]
    assert link.entity is not None
    assert [reason.weight for reason in link.reasons if reason.weight] == sorted(
        (reason.weight for reason in link.reasons if reason.weight), reverse=True
    )
    return [reason.text for reason in link.reasons]


def test_words_that_the_story_and_the_sense_share_are_quoted_as_the_story_writes_them() -> None:
    said = reasons("The mercenaries of Wagner, a company, slept.", {"Wagner": WAGNER})
    assert any("“mercenaries”" in reason for reason in said)
    assert not any("“of”" in reason or "opera" in reason for reason in said)


def test_what_speaks_as_much_for_the_second_sense_is_no_reason() -> None:
    rival = Candidate(entity("Wagner Company", "organisation", "Russian company of mercenaries"), 0.1, share=True)
    said = reasons("The mercenaries of Wagner, a company, slept.", {"Wagner": (WAGNER[0], rival)})
    assert not any("mercenaries" in reason for reason in said)
    assert any("mostly means" in reason for reason in said)


def test_names_are_no_words_of_the_story() -> None:
    said = reasons("The Russian mercenaries of Wagner slept.", {"Wagner": WAGNER})
    assert not any("Russian" in reason for reason in said)


def test_what_a_sense_is_tied_to_is_named() -> None:
    known = {"Wagner": WAGNER, "Prigozhin": PRIGOZHIN}
    assert "tied to Prigozhin, also in this story" in reasons("Wagner did as Prigozhin said.", known)


def test_what_the_story_names_in_full_is_a_reason() -> None:
    known = {"Wagner": WAGNER, "Richard Wagner": (Candidate(COMPOSER, 1.0, share=True),)}
    said = reasons("Wagner, the man, slept. It was Richard Wagner who wrote operas.", known)
    assert "the story names Richard Wagner in full" in said


def test_what_stands_alone_on_record_says_so() -> None:
    known = {"Prigozhin": PRIGOZHIN}
    assert "no other sense of “Prigozhin” is on record here" in reasons("Then Prigozhin left.", known)
    both = reasons("The mercenaries of Wagner slept.", {"Wagner": WAGNER})
    assert not any("on record" in reason for reason in both)


def test_there_are_three_reasons_at_most() -> None:
    known = {"Wagner": WAGNER, "Prigozhin": PRIGOZHIN, "Wagner Group": (Candidate(GROUP, 1.0, share=True),)}
    text = "In Wagner, a Russian company of mercenaries, soldiers fight; Prigozhin leads the army of the Wagner Group."
    assert 2 <= len(reasons(text, known)) <= 3


def test_nil_has_no_reasons() -> None:
    text = "Then Quill left."
    (link,) = disambiguate(Document.from_text(text), mentions_of(text, ["Quill"]), {})
    assert link.reasons == ()
