"""The table of a batch in a terminal: paths that stay legible however narrow it is, and what there is to note."""

from __future__ import annotations

import pytest
from class_rows import check, row
from rich.console import Console
from rich.table import Table

from lossquiz.report.formats.terminal import Place, _noted, _why


def shown(path: str, width: int) -> list[str]:
    table = Table.grid()
    table.add_column(width=width)
    table.add_row(Place(path))
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


@pytest.mark.parametrize(
    ("path", "width", "lines"),
    [
        ("bob/huber.py", 20, ["bob/huber.py"]),
        ("ann_smith/assignment1/src/huber.py", 24, ["ann_smith/assignment1/", "src/huber.py"]),
        ("bob/assignment1/src/huber.py", 26, ["bob/assignment1/src/", "huber.py"]),
        ("a/huber_loss_of_mine.py", 12, ["a/", "huber_loss_", "of_mine.py"]),
        ("Anna Maria Smith/mse.py", 11, ["Anna Maria", "Smith/", "mse.py"]),
        ("averyverylongname/mse.py", 8, ["averyver", "ylongnam", "e/mse.py"]),
        ("李小龙李小龙/mse.py", 8, ["李小龙李", "小龙/", "mse.py"]),
        ("huber.py", 8, ["huber.py"]),
    ],
)
def test_a_path_is_broken_where_it_reads_well(path: str, width: int, lines: list[str]) -> None:
    assert shown(path, width) == lines


def test_no_character_of_a_path_is_lost_at_any_width() -> None:
    path = "Ünal, Ayşe (123456)/late..work/__init__/a-b_c.d/huber (1).txt"
    for width in range(2, 70):
        lines = shown(path, width)
        assert "".join(lines).replace(" ", "") == path.replace(" ", "")
        assert max(map(len, lines)) <= width


def test_the_first_note_is_shown_and_how_many_more_there_are() -> None:
    assert _noted(()) == ""
    assert _noted(("read as Python",)) == "note: read as Python"
    assert _noted(("read as Python", "two", "three")) == "note: read as Python (and 2 more: --json)"


def test_a_row_of_a_class_tells_beside_what_was_wrong_that_a_class_was_graded() -> None:
    wrong = check("value", passed=False, message="raises")
    note = "the class Huber is graded in place of a function huber_loss"
    named = {"diagnosis": [{"id": "sum_instead_of_mean"}], "checks": [wrong]}
    told = " (graded: the class Huber)"
    rows = [
        (row("ann", "huber", "failed", checks=[wrong], stand_in="Huber"), f"raises{told}"),
        (row("ann", "huber", "failed", stand_in="Huber", **named), f"sum_instead_of_mean{told}"),
        (row("ann", "huber", "error", status="needs_review", reason="odd", stand_in="Huber"), f"needs you: odd{told}"),
        (row("ann", "huber", "passed", stand_in="Huber", warnings=[note]), f"note: {note}"),
        (row("ann", "huber", "failed", checks=[wrong]), "raises"),
    ]
    assert [_why(one) for one, _ in rows] == [said for _, said in rows]
