"""A report as a person reads it: where the code breaks, what it printed, what was not judged, what a pass is."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from lossquiz.grading.checks import Check
from lossquiz.grading.grade_report import GradeReport, unrunnable
from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.report.terminal.grading import render, render_pass
from lossquiz.report.terminal.solved import core, passed_line

PASSED = GradeReport(
    "huber.py", "huber", "passed", 1.0, 0.1, (Check("value", True, 45), Check("gradient", True, 40)), (), None, 1
)
THEIRS = '''"""Huber."""

import torch


def huber_loss(pred, target, delta=1.0):
    """Say what it does."""
    error = (pred - target).abs()

    return error.mean()
'''
MODEL = "def huber_loss(pred, target, delta=1.0):\n    return 1\n"


def shown(report: GradeReport, width: int = 80, **how: Any) -> list[str]:
    stream = io.StringIO()
    console = Console(file=stream, width=width, markup=False, highlight=False)
    if how:
        render_pass(report, how["tries"], 65.0, (THEIRS, MODEL), console)
    else:
        render(report, console)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def broken(source: str, column: int, message: str = "invalid syntax") -> GradeReport:
    failure = LoadFailure("parse", "SyntaxError", message, 12, source=source, column=column)
    return replace(unrunnable("huber.py", "huber", "flat text", 1), failure=failure)


def test_a_syntax_error_has_its_line_and_a_caret() -> None:
    lines = shown(broken("return (pred - target", 8, "'(' was never closed"))
    assert lines[1:4] == [
        "  SyntaxError in line 12: '(' was never closed",
        "    12 │ return (pred - target",
        "       │        ^",
    ]
    assert "flat text" not in "".join(lines)


@pytest.mark.parametrize("column", [1, 150, 251])
@pytest.mark.parametrize("width", [60, 80])
def test_a_long_line_is_shown_around_its_caret(width: int, column: int) -> None:
    source = "".join(chr(ord("a") + place % 26) for place in range(250))
    lines = shown(broken(source, column), width)
    place = next(number for number, line in enumerate(lines) if line.endswith("^"))
    caret = len(lines[place]) - 1
    assert max(map(len, lines)) <= width
    assert lines[place - 1][caret : caret + 1] == source[column - 1 : column]


def test_a_failure_without_a_column_has_its_line_and_no_caret() -> None:
    lines = shown(broken("import nothing", 0))
    assert "    12 │ import nothing" in lines
    assert not any("^" in line for line in lines)


def test_what_was_printed_stands_in_its_own_lines() -> None:
    lines = shown(replace(PASSED, output="a tensor([1.,\n   2.])\n\nb"))
    at = lines.index("  It printed:")
    assert lines[at + 1 : at + 5] == ["    a tensor([1.,", "       2.])", "", "    b"]


def test_of_much_printed_the_first_lines_are_shown_and_the_rest_is_counted() -> None:
    lines = shown(replace(PASSED, output="\n".join(str(number) for number in range(40))))
    at = lines.index("  It printed:")
    assert lines[at + 6 : at + 8] == ["    5", "    … 34 more lines"]


def test_a_check_that_was_not_made_is_not_judged_and_counts_no_cases() -> None:
    report = replace(
        PASSED, verdict="timeout", checks=(Check("value", False, 45, "not judged: no case", judged=False),)
    )
    row = next(line for line in shown(report) if line.startswith("  value"))
    assert row.split() == ["value", "not", "judged", "no", "case"]


@pytest.mark.parametrize(("tries", "says"), [(1, "with the first try, in 1 min 5 s."), (3, "with 3 tries, in 1 min")])
def test_a_pass_says_what_it_took(tries: int, says: str) -> None:
    assert says in passed_line(PASSED, tries, 65.0)
    assert "2 checks over 45 cases" in passed_line(PASSED, tries, 65.0)


def test_the_model_answer_stands_beside_theirs_where_there_is_room() -> None:
    lines = shown(PASSED, 120, tries=1)
    head = next(line for line in lines if "Your answer" in line)
    assert head.index("The model answer") == len("def huber_loss(pred, target, delta=1.0):") + 3
    row = next(line for line in lines if "error.mean()" in line)
    assert "│" in row
    assert max(map(len, lines)) <= 120


def test_in_80_columns_it_stands_below() -> None:
    lines = shown(PASSED, 80, tries=1)
    assert lines.index("The model answer") > lines.index("      return error.mean()") > lines.index("Your answer")


def test_docstrings_and_imports_are_left_out_of_the_comparison() -> None:
    assert core(THEIRS) == [
        "def huber_loss(pred, target, delta=1.0):",
        "    error = (pred - target).abs()",
        "",
        "    return error.mean()",
    ]
    assert core('def f():\n    """Only this."""\n') == ["def f():", '    """Only this."""']
    assert core("def (") == ["def ("]
