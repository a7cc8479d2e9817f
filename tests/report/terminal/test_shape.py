"""A recommended loss drawn with its slope, or told in numbers, or not."""

from __future__ import annotations

import pytest

from lossquiz.report.terminal.shape import shape_pieces
from lossquiz.selection import recommend


def told(task: str, width: int = 80, *, characters: bool = True, **facts: bool | str | float) -> list[str]:
    return "".join(text for text, _ in shape_pieces(recommend(task, facts), width, characters=characters)).splitlines()


@pytest.mark.parametrize("width", [80, 50, 40])
def test_loss_and_slope_stand_one_under_the_other(width: int) -> None:
    lines = told("regression", width, outliers=True)
    assert lines[1] == "huber and its slope against the error: pred, at target = 0"
    axes = [line.index("│") for line in lines if "│" in line]
    assert len(axes) == 14
    assert len(set(axes)) == 1
    assert [line.split()[:2] for line in lines if line[:4].strip()][1:] == [["loss", "2.5"], ["slope", "1"]]
    assert max(map(len, lines[2:])) <= width


def test_without_braille_there_are_numbers() -> None:
    lines = told("regression", characters=False, outliers=True)
    rows = [tuple(map(float, line.split())) for line in lines[3:]]
    assert rows[0] == (-3, 2.5, -1)
    assert rows[4] == (0, 0, 0)
    assert rows[-1] == (3, 2.5, 1)
    assert len(rows) == 9


def test_what_is_set_from_the_facts_is_drawn() -> None:
    rows = [line.split() for line in told("regression", characters=False, quantile=0.75)[3:]]
    assert rows[0][2] == "-0.75"  # below the target it costs q an error
    assert rows[-1][2] == "0.25"


def test_a_loss_of_many_numbers_says_so() -> None:
    (line,) = filter(None, told("sequence_alignment"))
    assert line.startswith("ctc is no function of one number")


def test_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first = told("regression", outliers=True)
    monkeypatch.setattr("lossquiz.losses.shapes.shape_of", lambda *_: pytest.fail("worked out again"))
    assert told("regression", outliers=True) == first
