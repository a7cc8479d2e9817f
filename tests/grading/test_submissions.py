"""Every answer under tests/submissions gets the verdict, and where it names one the diagnosis, of its header."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from derivation_lines import faults

from lossquiz.grading.grade_report import GradeReport

ROOT = Path(__file__).resolve().parents[1] / "submissions"
SEEDS = (0, 1)
NEEDED_DIAGNOSES = 0.8


@dataclass(frozen=True)
class Answer:
    question: str
    name: str
    source: str
    expected: str
    diagnoses: tuple[str, ...]


def read(path: Path) -> Answer:
    source = path.read_text(encoding="utf-8")
    expected = re.search(r"^# expect: (\w+)$", source, re.MULTILINE)
    named = re.search(r"^# diagnosis: (.+)$", source, re.MULTILINE)
    assert expected, path
    diagnoses = tuple(word.strip() for word in named.group(1).split("|")) if named else ()
    return Answer(path.parent.name, path.stem, source, expected.group(1), diagnoses)


ANSWERS = [read(path) for path in sorted(ROOT.glob("*/*.py"))]
HERE = [answer for answer in ANSWERS if answer.expected in {"passed", "failed", "error"}]
QUESTIONS = sorted({answer.question for answer in ANSWERS})
Grade = Callable[..., GradeReport]


def of_one_question(question: str, *values: object, name: str = "") -> object:
    """Keep the tests of a question in one process, where its answers are graded once."""
    return pytest.param(*values, marks=pytest.mark.xdist_group(question), id=name or question)


@cache
def graded(question: str, seed: int, grade: Grade) -> dict[str, GradeReport]:
    """Grade the answers to a question in one go, as a batch does: verdicts and names are read from the same run.

    All of them on the first seed, with names; on the second the right ones. `make nightly` takes fifty for all.
    """
    due = [a for a in HERE if a.question == question and seed in seeds_of(a)]
    return {a.name: grade(question, a.source, seed, named=seed == SEEDS[0]) for a in due}


def seeds_of(answer: Answer) -> tuple[int, ...]:
    return SEEDS if answer.expected == "passed" else SEEDS[:1]


@pytest.mark.parametrize("answer", [of_one_question(a.question, a, name=f"{a.question}/{a.name}") for a in HERE])
def test_the_verdict_is_the_one_expected(answer: Answer, grade: Grade) -> None:
    for seed in seeds_of(answer):
        report = graded(answer.question, seed, grade)[answer.name]
        reasons = [(check.name, check.message) for check in report.checks if not check.passed]
        assert report.verdict == answer.expected, (seed, reasons, report.error)
        if answer.expected == "passed":
            assert report.score == 1.0
            assert not report.diagnosis


@pytest.mark.parametrize("question", [of_one_question(question, question) for question in QUESTIONS])
def test_four_mistakes_of_five_are_named_and_none_wrongly(question: str, grade: Grade) -> None:
    wrong = [a for a in HERE if a.question == question and a.expected == "failed" and a.diagnoses]
    missed = []
    for answer in wrong:
        found = [d.id for d in graded(question, SEEDS[0], grade)[answer.name].diagnosis]
        if found[:1] == [] or found[0] not in answer.diagnoses:
            missed.append((answer.name, found))
    assert len(missed) <= (1 - NEEDED_DIAGNOSES) * len(wrong), missed


@pytest.mark.parametrize("question", [of_one_question(question, question) for question in QUESTIONS])
def test_the_line_below_a_name_speaks_of_the_counterexample_or_says_that_it_does_not(
    question: str, grade: Grade
) -> None:
    reports = graded(question, SEEDS[0], grade)
    assert [(name, fault) for name, report in reports.items() for fault in faults(report)] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_there_are_answers_enough_of_both_kinds(question: str) -> None:
    kinds = [answer.expected for answer in ANSWERS if answer.question == question]
    assert kinds.count("passed") >= 4
    assert kinds.count("failed") >= 10
