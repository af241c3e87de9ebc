"""How far a confidence can be believed, on answers small enough to count by hand."""

from __future__ import annotations

import pytest

from backstory_research.evaluation.linking.calibration import calibrate


def test_no_answers_make_no_error() -> None:
    told = calibrate([])
    assert (told.answers, told.error, told.error_by_mass, told.bins) == (0, 0.0, 0.0, ())


def test_eight_of_ten_right_at_080_is_no_error() -> None:
    told = calibrate([(0.8, n < 8) for n in range(10)])
    assert told.error == pytest.approx(0)
    assert told.error_by_mass == pytest.approx(0)


def test_half_right_at_090_is_an_error_of_040() -> None:
    assert calibrate([(0.9, True), (0.9, False)]).error == pytest.approx(0.4)


def test_bins_weigh_by_their_answers() -> None:
    told = calibrate([(0.95, True), (0.95, True), (0.95, True), (0.25, True)])
    assert told.error == pytest.approx((3 * 0.05 + 0.75) / 4)


def test_errors_of_opposite_sign_do_not_cancel_between_bins() -> None:
    assert calibrate([(0.15, True), (0.85, False)]).error == pytest.approx(0.85)


def test_within_a_bin_of_equal_width_they_do_and_by_mass_they_do_not() -> None:
    told = calibrate([(0.80, True), (0.88, False)], bins=2)
    assert told.error == pytest.approx(abs(0.84 - 0.5))
    assert told.error_by_mass == pytest.approx((0.20 + 0.88) / 2)


def test_equal_confidence_is_parted_by_no_order() -> None:
    answers = [(0.9, n % 2 == 0) for n in range(40)]
    assert calibrate(answers).error_by_mass == calibrate(answers[::-1]).error_by_mass == pytest.approx(0.4)


def test_the_table_has_the_edges_0_and_1_in_its_outer_bins() -> None:
    told = calibrate([(0.0, False), (1.0, True), (0.1, False)])
    assert [(each.low, each.high, each.answers, each.right) for each in told.bins] == [
        (0.0, 0.1, 1, 0.0),
        (0.1, 0.2, 1, 0.0),
        (0.9, 1.0, 1, 1.0),
    ]
