"""Marks: worked by hand from weights, read from YAML with every fault, and overruled by people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

from lossquiz.errors import BankError
from lossquiz.grading.judging.compare import CheckName
from lossquiz.takehome.marks import CHECKS, Mark, Scheme, Worth, mark_of, points_of, read_scheme
from lossquiz.takehome.moments import MOMENT, moment
from lossquiz.takehome.overrides import Override

KNOWN = ("huber", "mse")
WEIGHED = Scheme({"huber": Worth(5.0, {"value": 3.0, "gradient": 2.0, "stability": 1.0}, 1.0)})


def check(name: str, passed: bool, *, judged: bool = True) -> dict[str, Any]:
    return {"name": name, "passed": passed, "judged": judged}


def row(
    checks: Sequence[dict[str, Any]] = (),
    verdict: str = "failed",
    status: str = "graded",
    question: str | None = "huber",
) -> dict[str, Any]:
    return {"candidate": "ann", "question": question, "verdict": verdict, "status": status, "checks": list(checks)}


MIXED = (check("value", True), check("gradient", False), check("shape", True), check("dtype", True))


@pytest.mark.parametrize(
    ("graded", "scheme", "points"),
    [
        (row(MIXED), Scheme(), (0.75, 1.0)),  # three of four checks
        (row(MIXED), WEIGHED, (3.0, 5.0)),  # 5 · 3 / (3 + 2): stability was not made, shape and dtype weigh nothing
        (row((*MIXED, check("stability", False, judged=False))), WEIGHED, (3.0, 5.0)),
        (row((*MIXED, check("stability", False))), WEIGHED, (2.5, 5.0)),  # 5 · 3 / 6
        (row((check("value", True), check("shape", True), check("dtype", False))), Scheme(), (0.6667, 1.0)),
        (row(verdict="passed"), WEIGHED, (5.0, 5.0)),
        (row((check("from_scratch", False),), "forbidden"), WEIGHED, (1.0, 5.0)),
        (row((check("from_scratch", False),), "forbidden"), Scheme(), (0.0, 1.0)),
        (row(verdict="timeout"), WEIGHED, (0.0, 5.0)),
        (row(verdict="not_found", status="missing"), WEIGHED, (0.0, 5.0)),
        (row(verdict="error", status="needs_review"), WEIGHED, (None, 5.0)),
        (row(verdict="passed", status="needs_review"), WEIGHED, (None, 5.0)),
        (row((check("shape", False),)), WEIGHED, (None, 5.0)),  # nothing that weighs anything was judged
        (row(verdict="not_found", status="missing", question=None), WEIGHED, (None, None)),
    ],
)
def test_points_by_hand(graded: dict[str, Any], scheme: Scheme, points: tuple[float | None, float | None]) -> None:
    assert points_of(graded, scheme) == points


def test_a_person_comes_before_what_was_graded() -> None:
    graded = {**row(), "points": 2.0, "max": 5.0}
    first, second = (
        Override("ann", "huber", 4.0, "nearly", "Bea", "t1"),
        Override("ann", "huber", None, "seen", "Cy", "t2"),
    )
    assert mark_of(graded, {}) == Mark(2.0, 5.0, False, 2.0, "", ())
    assert mark_of(graded, {("ann", "mse"): (first,)}).points == 2.0
    decided = mark_of(graded, {("ann", "huber"): (first, second)})
    assert decided == Mark(4.0, 5.0, True, 2.0, "seen", (first, second))
    nothing = {**row(question=None), "points": None, "max": None}
    assert mark_of(nothing, {("ann", ""): (Override("ann", "", 1.0),)}).points == 1.0


def test_the_checks_are_those_of_grading() -> None:
    assert set(CHECKS) == set(get_args(CheckName))


def test_a_scheme_is_read(tmp_path: Path) -> None:
    path = tmp_path / "marks.yaml"
    path.write_text(
        "pass_mark: 0.6\ndeadline: 2026-11-30T18:00Z\n"
        "questions:\n  huber: {max: 5, checks: {value: 3, gradient: 2.5}, forbidden: 1}\n  mse: {}\n"
    )
    worths = {"huber": Worth(5.0, {"value": 3.0, "gradient": 2.5}, 1.0), "mse": Worth()}
    assert read_scheme(path, KNOWN) == Scheme(worths, 0.6, "2026-11-30T18:00:00+00:00")


def test_every_fault_of_a_scheme_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "marks.yaml"
    path.write_text(
        "pass_mark: 1.5\npases: 1\nquestions:\n  huber: {max: -1}\n  mse: {checks: {valeu: 1, value: much}}\n"
        "deadline: []\n"
    )
    with pytest.raises(BankError) as raised:
        read_scheme(path, KNOWN)
    lines = str(raised.value).splitlines()
    assert lines[0] == f'{path}:1: pass_mark: expected a number of at least 0 and at most 1, got "1.5"'
    assert lines[1].startswith(f"{path}:2: pases: unknown key; ")
    assert lines[2] == f'{path}:4: questions.huber.max: expected a number of at least 0, got "-1"'
    assert lines[3].startswith(f"{path}:5: questions.mse.checks.valeu: expected one of value, gradient, ")
    assert lines[4] == f'{path}:5: questions.mse.checks.value: expected a number, got "much"'
    assert lines[5].startswith(f"{path}:6: deadline: ")
    assert len(lines) == 6


def test_what_has_its_form_and_no_sense_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "marks.yaml"
    path.write_text(
        "questions:\n  hubr: {}\n  mse:\n    max: 2\n    checks: {value: 0}\n    forbidden: 3\ndeadline: tomorrow\n"
    )
    with pytest.raises(BankError) as raised:
        read_scheme(path, KNOWN)
    assert str(raised.value).splitlines() == [
        f'{path}:7: deadline: expected {MOMENT}; got "tomorrow"',
        f"{path}:2: questions.hubr: no such question; did you mean huber?",
        f"{path}:5: questions.mse.checks: every check weighs 0; give one of them a weight",
        f"{path}:6: questions.mse.forbidden: more than max, which is 2",
    ]


def test_moments() -> None:
    one, two = moment("2026-11-30T18:00+01:00"), moment("2026-11-30T17:00Z")
    assert one == two is not None
    assert moment("soon") is None
