"""Summaries, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from lossquiz.practice.store import Attempt, Result
from lossquiz.practice.summary import Tally, progress, summarise
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.model import Bank
from lossquiz.questions.options import Option
from lossquiz.questions.question import Question

OPTIONS = (Option("A", correct=True, why="."), Option("B", correct=False, why="."))


def attempt(question: str, result: Result, kind: str = "choose", seconds: float = 1.0, day: int = 1) -> Attempt:
    at = datetime(2030, 1, day, 12, tzinfo=timezone.utc).isoformat()
    return Attempt(question, kind, result, seconds=seconds, at=at)


def bank(*names: str) -> Bank:
    questions: dict[str, Question] = {
        name: ChooseQuestion(name, "T", name[0], "easy", "", "?", OPTIONS, ".", (), ()) for name in names
    }
    return Bank({}, questions, Path())


def test_the_last_word_on_each_question_counts() -> None:
    summary = summarise(
        [
            attempt("a", "wrong", seconds=2),
            attempt("b", "right", "compute"),
            attempt("a", "right", seconds=3),
            attempt("c", "revealed"),
            attempt("d", "skipped"),
            attempt("e", "wrong", "compute"),
        ]
    )
    assert summary.total == Tally(4, 2)
    assert summary.kinds == {"choose": Tally(2, 1), "compute": Tally(2, 1)}
    assert summary.missed == ("c", "e")
    assert summary.skipped == ("d",)
    assert summary.seconds == 9.0


def test_no_attempts_are_no_summary() -> None:
    assert summarise([]).total == Tally(0, 0)


def test_progress_over_several_days() -> None:
    log = [
        attempt("x1", "wrong", day=1),
        attempt("x1", "right", day=2),
        attempt("y1", "right", day=2),
        attempt("y1", "wrong", day=4),
        attempt("x2", "revealed", day=5),
        attempt("gone", "right", day=5),
        attempt("y2", "hinted", day=6),
        attempt("y2", "skipped", day=6),
    ]
    found = progress(bank("x1", "x2", "y1", "y2"), log, date(2030, 1, 6))
    assert (found.questions, found.known) == (4, 1)
    assert found.missed == ("y1", "x2")
    assert found.answers == Tally(6, 3)
    assert found.kinds == {"choose": Tally(3, 1)}
    assert found.families == {"x": Tally(2, 1), "y": Tally(1, 0)}
    assert (found.days, found.streak) == (4, 2)
    assert found.seconds == 8.0


def test_what_was_missed_longest_ago_comes_first() -> None:
    log = [attempt("a", "wrong"), attempt("b", "wrong"), attempt("a", "revealed")]
    assert progress(bank("a", "b"), log, date(2030, 1, 1)).missed == ("b", "a")


def test_a_streak_ends_when_a_day_is_missed() -> None:
    log = [attempt("x1", "right", day=day) for day in (1, 2, 3)]
    assert progress(bank("x1"), log, date(2030, 1, 3)).streak == 3
    assert progress(bank("x1"), log, date(2030, 1, 4)).streak == 3
    assert progress(bank("x1"), log, date(2030, 1, 5)).streak == 0


@pytest.mark.parametrize("at", ["", "yesterday", "2030-13-40", "0001-01-01T00:00:00+14:00", None, 7, b"2030"])
def test_a_date_that_is_none_counts_as_an_answer_of_no_day(at: Any) -> None:
    odd = replace(attempt("x1", "right"), at=at)
    found = progress(bank("x1"), [attempt("x1", "right", day=2), odd], date(2030, 1, 2))
    assert found.answers == Tally(2, 2)
    assert found.streak == 1
