"""The screen of `lossquiz watch`: it fits whatever size it has, and says what is to be known."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.cells import cell_len

from lossquiz.grading.checks import Check
from lossquiz.grading.counterexamples import Counterexample
from lossquiz.grading.grade_report import GradeReport, unrunnable
from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.practice.watch import Watching, subject_named
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank
from lossquiz.report.terminal.pieces import Pieces
from lossquiz.report.terminal.watch import KEYS, View, code_pieces, diff_pieces, page_of, plain_blocks, screen

EXAMPLE = Counterexample(
    "worked", "far beyond δ", {"pred": [2.0]}, {"pred": (1,)}, {"delta": 0.5}, {}, 1.0,
    {"value": 0.875, "gradient": {"pred": [0.5]}}, {"value": 4.0, "gradient": {"pred": [4.0]}}, "float32", "e²/2", (),
)  # fmt: skip
CHECKS = (
    Check("shape", True, 47),
    Check("value", False, 45, "value 4, expected 0.875, off by 3.12", EXAMPLE),
    Check("gradient", False, 40, "gradient of pred 4", EXAMPLE),
    Check("contract", False, 47, "not judged", judged=False),
)
NAMED: Any = (SimpleNamespace(id="sum_instead_of_mean", message="It sums the errors.", derivation="At pred = 2: 4."),)
FAILED = GradeReport("huber.py", "huber", "failed", 0.5, 0.1, CHECKS, NAMED, None, 1, output="seen\n  twice")
PASSED = replace(FAILED, verdict="passed", score=1.0, checks=(Check("value", True, 45),), diagnosis=(), output="")
BROKEN = replace(
    unrunnable("huber.py", "huber", "flat", 1),
    failure=LoadFailure("parse", "SyntaxError", "invalid syntax", 7, source="return (((", column=8),
)
THEIRS = b"def huber_loss(pred, target, delta=1.0):\n    return (pred - target).abs().mean()\n"
REPORTS = {"failed": FAILED, "passed": PASSED, "broken": BROKEN, "none": None}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture
def watching(bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watching:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / ("a folder with a long name " * 4)))
    found = Watching(subject_named(bank, "huber", None), bank, lambda _: None, clock=lambda: 65.0)
    found.saved(THEIRS)
    return found


def judged(watching: Watching, name: str) -> Watching:
    report = REPORTS[name]
    if report is not None:
        watching.graded(THEIRS, report)
    return watching


def text(lines: list[Any]) -> list[str]:
    return ["".join(part for part, _ in line) for line in lines]


def ascii_only(written: str) -> str:
    return "".join(c if c.isascii() else f"<{unicodedata.name(c, '?')[:5]}>" for c in written)


VIEWS: dict[str, View] = {
    "verdict": View(),
    "grading": View(grading=2.0),
    "notice": View(notice="word " * 40),
    "page": View(page=("Long", [("x" * 300 + "\n", "")] * 50), top=20),
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("spell", [str, ascii_only])
def test_it_fits_every_size(watching: Watching, name: str, view: str, spell: Any) -> None:
    judged(watching, name)
    for width in (20, 60, 80, 120):
        for height in (3, 10, 24, 50):
            lines = text(screen(watching, VIEWS[view], width, height, spell))
            assert len(lines) <= height
            assert max(map(cell_len, lines)) <= width


def test_a_failure_shows_checks_mistake_and_first_counterexample_alone(watching: Watching) -> None:
    whole = "\n".join(text(screen(judged(watching, "failed"), View(), 80, 40)))
    assert "✓ shape  ✗ value  ✗ gradient  - contract (not judged)" in whole
    assert "It sums the errors. (sum_instead_of_mean)" in whole
    assert "value: value 4, expected 0.875" in whole
    assert whole.count("expected") == 3
    assert "gradient of pred 4" not in whole
    assert "It printed:\n  seen\n    twice" in whole
    assert "1 try · 0 s · best so far 0.50" in whole
    assert whole.rstrip().endswith(KEYS)


def test_in_24_rows_what_matters_is_on_the_first_page(watching: Watching) -> None:
    whole = "\n".join(text(screen(judged(watching, "failed"), View(), 80, 24)))
    for words in ("✗ value", "sum_instead_of_mean", "value 4, expected 0.875", KEYS):
        assert words in whole


def test_a_pass_shows_both_answers(watching: Watching) -> None:
    judged(watching, "passed")
    narrow = text(screen(watching, View(), 80, 60))
    assert narrow.index("The model answer") > narrow.index("Your answer")
    wide = text(screen(watching, View(), 120, 60))
    assert any(line.startswith("Your answer") and line.endswith("The model answer") for line in wide)


def test_more_than_fits_is_turned_over(watching: Watching) -> None:
    content: Pieces = [(f"line {number}\n", "") for number in range(100)]
    view = View(page=("Lines", content))
    rows, room = page_of(watching, view, 80, 24)
    assert rows == 101
    first = text(screen(watching, view, 80, 24))
    assert "line 0" in first
    assert f"… 1 to {room} of 101 lines · space, b: further down, up" in first
    second = text(screen(watching, replace(view, top=room), 80, 24))
    assert f"line {room - 1}" in second
    last = text(screen(watching, replace(view, top=10_000), 80, 24))
    assert "line 98" in last


def test_in_plain_lines_checks_are_told_in_words_and_nothing_stands_side_by_side(watching: Watching) -> None:
    (lines,) = plain_blocks(judged(watching, "failed"), View(), 120)
    assert lines[:3] == ("passed: shape", "failed: value, gradient", "not judged: contract")
    judged(watching, "passed")
    assert not any("│" in line for block in plain_blocks(watching, View(), 120) for line in block)


def test_until_there_is_a_verdict_plain_lines_say_nothing_of_it(watching: Watching) -> None:
    assert plain_blocks(watching, View(), 80) == []
    assert plain_blocks(watching, View(grading=1.0), 80) == [("grading …",)]
    loading = View(grading=2.4, loading=True)
    assert plain_blocks(watching, loading, 80) == [("grading … (torch is still being loaded)",)]
    assert "grading … 2 s (torch is still being loaded)" in text(screen(watching, loading, 80, 24))


def test_a_hint_beside_a_verdict_hides_nothing_of_it(watching: Watching) -> None:
    view = View(notice="Hint 1 of 4: think.")
    assert plain_blocks(watching, view, 80) == [("Hint 1 of 4: think.",)]
    verdict, notice = plain_blocks(judged(watching, "failed"), view, 80)
    assert verdict[1].startswith("failed: ")
    assert notice == ("Hint 1 of 4: think.",)


def test_a_diff_leaves_out_what_both_share() -> None:
    model = '"""Huber."""\nimport torch\n\n\ndef f(x):\n    """Say it."""\n    return x\n'
    assert diff_pieces("def f(x):\n    return x\n", model) == [("Nothing: yours is the model answer.\n", "bold")]
    found = [line for line, _ in diff_pieces("def f(x):\n    return -x\n", model)]
    assert "-    return -x\n" in found
    assert "+    return x\n" in found


def test_code_is_shown_line_by_line() -> None:
    assert code_pieces("a\n\tb\n") == [("a\n", ""), ("    b\n", "")]
