"""Figures over texts, and the errors that are named."""

from __future__ import annotations

import json

import pytest

from backstory_research.evaluation.linking import GoldDocument, Prediction, Report, Timings, report
from backstory_research.evaluation.linking.errors import worst
from backstory_research.evaluation.linking.figures import Kind, Linked, score_all
from backstory_research.evaluation.linking.report import lines
from tests.research.evaluation.marked import marked, said

PLACE = {"entity": "Q1", "types": ("Geographic Entity",), "tags": ("metonym",)}
TEXT = marked(
    "[Auk Island] beat [Terns] and [Bo Plover], said [Ida Skerry]. A [ferry] left [Auk].",
    PLACE,
    {"entity": "Q5", "types": ("Animal", "Organization"), "tags": ("partial_name",)},
    None,
    "Q3",
    "Q4",
    {"entity": "Q1", "optional": True},
)
LINKS = [
    said(TEXT, "Auk Island", "Q1", 0.95),  # right
    said(TEXT, "Terns", "Q2", 0.55),  # wrong
    said(TEXT, "Bo Plover", None, 0.7),  # rightly unknown
    said(TEXT, "Ida Skerry", None, 0.6),  # wrongly unknown
    said(TEXT, "beat", "Q9", 0.85, name="Beat"),  # nothing is marked there
    Prediction(TEXT.mentions[5].start, TEXT.mentions[5].end, "Q1", "Auk Island", 0.9),  # right, and optional
]
QUIET = marked("[Ida Skerry] slept.", "Q3")


def told(*texts: tuple[GoldDocument, list[Prediction]], given: Linked | None = None) -> Report:
    return report(
        {"one": texts},
        {},
        thresholds=(0.5, 0.9),
        given={"one": given} if given else None,
        timings=Timings(
            words=500, seconds=0.25, processor_s=0.2, stages_ms={"linking": 200.0, "mentions": 50.0}, peak_mb=80.0
        ),
    )


def test_precision_recall_f1_and_accuracy_come_from_the_counts() -> None:
    named = told((TEXT, LINKS)).benchmarks["one"].named
    assert (named.detection.right, named.detection.wrong, named.detection.missed) == (2, 1, 1)
    assert (named.linking.right, named.linking.wrong, named.linking.missed) == (1, 2, 2)
    assert (named.linking.precision, named.linking.recall, named.linking.f1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert named.accuracy == 0.5


def test_all_counts_lower_case_entities_too() -> None:
    assert told((TEXT, LINKS)).benchmarks["one"].all.linking.missed == 3


def test_what_is_shown_at_a_threshold_leaves_less_sure_links_out() -> None:
    at = {each.threshold: each for each in told((TEXT, LINKS)).benchmarks["one"].shown}
    assert (at[0.5].all.right, at[0.5].all.wrong) == (1, 2)
    assert (at[0.9].all.right, at[0.9].all.wrong) == (1, 0)
    assert (at[0.9].all.precision, at[0.9].all.recall, at[0.9].named.recall) == pytest.approx((1, 1 / 4, 1 / 3))


def test_kinds_of_mention_are_told_apart() -> None:
    kinds = told((TEXT, LINKS)).benchmarks["one"].kinds
    assert kinds["tag"] == {"metonym": Kind(1, 1, 1), "partial_name": Kind(1, 1, 0), "other": Kind(1, 0, 0)}
    assert kinds["words"] == {"several": Kind(2, 1, 1), "one": Kind(1, 1, 0)}
    assert kinds["name"] == {"capitalised": Kind(3, 2, 1), "lower case": Kind(1, 0, 0)}
    assert kinds["type"]["Animal"] == kinds["type"]["Organization"] == Kind(1, 1, 0)
    assert kinds["asked for"] == {"required": Kind(4, 2, 1), "optional": Kind(1, 1, 1)}


def test_calibration_is_of_links_on_marked_mentions_and_apart_of_all_links() -> None:
    one = told((TEXT, LINKS)).benchmarks["one"]
    assert one.calibration.answers == 3  # right at 0.95 and 0.9, wrong at 0.55
    assert one.calibration.error == pytest.approx((2 * (1 - 0.925) + 0.55) / 3)
    assert one.calibration_of_shown.answers == 4
    assert one.calibration_of_shown.error == pytest.approx((2 * (1 - 0.925) + 0.55 + 0.85) / 4)


def test_calibration_of_unknown_is_of_silence_on_marked_mentions() -> None:
    unknown = told((TEXT, LINKS)).benchmarks["one"].calibration_of_unknown
    assert unknown.answers == 2  # right at 0.7, wrong at 0.6
    assert unknown.error == pytest.approx((0.3 + 0.6) / 2)


def test_the_mean_weighs_benchmarks_alike_and_the_pool_weighs_mentions() -> None:
    both = report({"one": [(TEXT, LINKS)], "two": [(QUIET, [said(QUIET, "Ida Skerry", "Q3")])]}, {}, thresholds=())
    assert both.means["linking_f1_named"] == pytest.approx((1 / 3 + 1) / 2)
    assert both.pooled.named.linking.f1 == pytest.approx(2 * 2 / (2 * 2 + 2 + 2))
    assert both.pooled.documents == 2


def test_accuracy_on_given_spans_is_told_beside() -> None:
    one = told((QUIET, []), given=[(QUIET, [said(QUIET, "Ida Skerry", "Q3")])])
    assert one.benchmarks["one"].named.accuracy == 0
    assert one.given is not None
    assert one.given["one"].named.accuracy == one.means["accuracy_on_gold_spans_named"] == 1


def test_the_report_is_data_with_its_ratios() -> None:
    data = json.loads(json.dumps(told((TEXT, LINKS)).as_data()))
    assert data["benchmarks"]["one"]["named"]["linking"]["f1"] == pytest.approx(1 / 3)
    assert data["timings"]["words_a_second"] == 2000
    assert data["given"] is None


def test_the_report_is_lines() -> None:
    text = "\n".join(lines(told((TEXT, LINKS), given=[(TEXT, LINKS)])))
    rows = {line.split("  ")[0]: line.split()[-1] for line in text.splitlines() if line.startswith(("mean", "tag"))}
    assert rows == {"mean": "0.333", "tag: metonym": "1.000", "tag: other": "0.000", "tag: partial_name": "0.000"}
    assert "500 words in 0.25 s: 2,000 words a second, 2,500 of the processor's time" in text
    assert "linking           200 ms    80%" in text
    assert "80 MB" in text


def test_texts_without_a_mention_or_a_link_have_figures_of_zero() -> None:
    empty = told((marked("Nothing here."), []))
    assert empty.pooled.named.linking.f1 == empty.pooled.calibration.error == 0.0
    assert list(lines(empty))


def test_errors_are_named_with_the_words_around() -> None:
    named = list(worst(score_all([(TEXT, LINKS)], {}), 5))
    assert named[0] == "wrong links: 2"
    assert "0.85 Beat (Q9), nothing is marked there: …Auk Island [beat] Terns" in named[1]
    assert "0.55 Auk Island Ferry (Q2), means Tern (Q5): …Auk Island beat [Terns] and Bo" in named[2]
    assert named[3] == "found, but no sense given: 1"
    assert "Ida Skerry (Q3): …" in named[4]
    assert named[5] == "not found: 1"
    assert "ferry (Q4): …" in named[6]


def test_a_link_with_the_wrong_border_names_what_is_marked() -> None:
    named = list(worst(score_all([(QUIET, [said(QUIET, "Skerry", "Q3")])], {}), 1))
    assert "marked is “Ida Skerry” Ida Skerry (Q3)" in named[1]


def test_only_as_many_errors_are_named_the_surest_first_and_others_from_all_over() -> None:
    texts = [(QUIET, [said(QUIET, "slept", f"Q{n}", 0.9 if n == 107 else 0.8)]) for n in range(100, 110)]
    wrong = [line for line in worst(score_all(texts, {}), 3) if "slept]" in line]
    assert ["Q107" in wrong[0], "Q100" in wrong[1], "Q104" in wrong[2], len(wrong)] == [True, True, True, 3]


def test_links_too_unsure_to_be_shown_are_not_among_the_errors() -> None:
    assert next(worst(score_all([(TEXT, LINKS)], {}), 5, least=0.6)) == "wrong links: 1"
