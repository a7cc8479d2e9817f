"""The curve over the reference's: what is drawn, what is said, and what is left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sample_class import curve

from lossquiz.report.class_pages.curve import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    charts_of,
    is_curve,
    points_of,
    ticks,
)


def test_without_enough_numbers_there_is_no_chart() -> None:
    assert charts_of(None) == ()
    assert charts_of({"of": "e", "loss": [[0, 1, 1], [1, 2, 2]], "slope": [[0, 1, 1]] * 9}) == ()
    assert charts_of({"of": "e", "loss": None, "slope": []}) == ()
    assert charts_of({"of": "e", "loss": [[x, x, None] for x in range(9)]}) == ()


def test_a_right_answer_lies_on_the_reference() -> None:
    loss, slope = charts_of(curve())
    assert (loss.title, slope.title) == ("Loss", "Slope")
    assert loss.right == loss.got
    said = "from −3 to 3. Theirs lies on the reference at all 25 points that came back."
    assert loss.says == f"Loss against pred − target, {said}"


def test_a_wrong_answer_is_told_apart_and_what_did_not_come_is_left_out() -> None:
    loss, slope = charts_of(curve(2.0, gaps=(3, 4)))
    # Of the 23 points that came, that at 0 is right (0 = 2 × 0).
    assert loss.says.endswith(
        "differs from the reference at 22 of the 23 points that came back: first at −3 and last at 3."
    )
    assert len(loss.points) == len(loss.dots) == loss.got.count("M") + loss.got.count("L") == 23
    assert loss.right.count("L") == 24
    assert slope.zero is not None


def test_few_points_are_dots_and_what_differs_from_case_to_case_is_no_curve() -> None:
    few = charts_of(curve(1.0, gaps=range(7, 25)))
    assert [(chart.got, len(chart.dots)) for chart in few] == [("", 7), ("", 7)]
    summed = [[x / 10, 1.0, 1.0 + 3 * (x % 2)] for x in range(40)]
    (chart,) = charts_of({"of": "e", "slope": summed})
    assert chart.got == ""
    assert chart.says.endswith(
        "at 20 of the 40 points that came back: first at 0.1 and last at 3.9. "
        "It is no function of the error alone: it differs from case to case."
    )
    assert is_curve([x * x for x in range(-4, 5)])


def test_everything_is_within_the_frame_even_what_is_far_off() -> None:
    values = [[x, x * x, 1e9 * x * x if x else None] for x in range(-5, 6)]
    (chart,) = charts_of({"of": "e", "loss": values})
    places = [tuple(map(float, place)) for place in re.findall(r"[ML](\S+) ([^LM]+)", chart.right + chart.got)]
    assert len(places) == 21
    assert all(LEFT <= x <= WIDTH - RIGHT and TOP <= y <= HEIGHT - BOTTOM for x, y in places)
    right = [float(y) for _, y in re.findall(r"[ML](\S+) ([^LM]+)", chart.right)]
    assert max(right) - min(right) > 20  # the reference can still be read


@pytest.mark.parametrize("odd", ["nan", None, float("inf"), True, [1], {}])
def test_what_is_no_number_is_a_gap_or_no_point(odd: Any) -> None:
    assert [point.got for point in points_of([[0, 1, odd]])] == [None]
    assert points_of([[odd, 1, 1], [0, odd, 1]]) == ()


def test_points_come_from_left_to_right() -> None:
    assert [point.x for point in points_of([[2, 0, 0], [-1, 0, 0], [0, 0, 0]])] == [-1.0, 0.0, 2.0]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-3, 3, [-2, 0, 2]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-1e-5, 1e-5, [-1e-5, -5e-6, 0, 5e-6, 1e-5]),
        (1e6, 1.5e6, [1e6, 1.1e6, 1.2e6, 1.3e6, 1.4e6, 1.5e6]),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_a_loss_that_never_changes_is_drawn_too() -> None:
    (chart,) = charts_of({"of": "e", "loss": [[x, 0.0, 0.0] for x in range(4)]})
    assert chart.y_ticks
    assert "nan" not in chart.right


@pytest.mark.parametrize("size", [1e308, 1e150, 1e17, 1e-300, 10**400])
@pytest.mark.parametrize("theirs", [1, -1, None])
def test_no_number_is_too_large_or_too_alike_to_draw(size: float, theirs: int | None) -> None:
    got = None if theirs is None else theirs * size
    for right in ([size] * 9, [size, -size] * 5):
        drawn = {"of": "e", "loss": [[x, y, got] for x, y in enumerate(right)] + [[20, 1.0, 1.0]], "slope": []}
        for chart in charts_of(drawn):
            assert all(TOP <= y <= HEIGHT - BOTTOM for _, y in chart.dots)
        charts_of({**drawn, "loss": drawn["loss"][:-1]})
