"""The home screen: no line is longer than the terminal, so that none is broken within a word or a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lossquiz.practice.schedule import Today
from lossquiz.practice.summary import Progress, Tally
from lossquiz.report.terminal.home import home_pieces


def shown(width: int, due: int = 0, streak: int = 0) -> list[str]:
    share = Today(due=tuple(map(str, range(due))), new=tuple(map(str, range(10))), done=3, tomorrow=7)
    nothing = Progress(0, 0, (), Tally(), {}, {}, {}, 0.0, 0, 0, 0, {}, (), (), {}, None)
    stands = replace(nothing, questions=927, known=12, shaky=34, streak=streak)
    return "".join(text for text, _ in home_pieces(share, stands, 14, date(2026, 11, 28), width)).splitlines()


@pytest.mark.parametrize("due", [0, 123])
@pytest.mark.parametrize("width", [26, 34, 40, 45, 52, 72, 80, 120])
def test_every_line_keeps_within_the_columns(width: int, due: int) -> None:
    lines = shown(width, due, streak=12)
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    for said in ("Saturday 28 November", f"3 of {13 + due}", f"{due} due · 10 new", "12 of 927", "34 shaky"):
        assert said in text
        assert any(said in line for line in lines)


def test_what_stands_beside_the_bars_goes_below_where_they_would_vanish() -> None:
    assert shown(80)[4].startswith("Today  ██████░")
    assert shown(40)[4:6] == ["Today  ██░░░░░  3 of 13   0 due · 10 new", "Known  █░░░░░░  12 of 927   34 shaky"]
    assert shown(34)[4:8] == [
        "Today  ███░░░░░░░░░  3 of 13",
        "       0 due · 10 new",
        "Known  █░░░░░░░░░░░  12 of 927",
        "       34 shaky",
    ]
