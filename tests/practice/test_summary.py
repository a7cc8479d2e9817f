"""Summaries, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from lossquiz.practice.record import record_of
from lossquiz.practice.schedule import Pace
from lossquiz.practice.store import Attempt, Result
from lossquiz.practice.summary import Best, Progress, Tally, summarise
from lossquiz.practice.summary import progress as progress_by_record
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


def progress(bank: Bank, log: list[Attempt], today: date) -> Progress:
    return progress_by_record(bank, log, record_of(log, bank, Pace(), today, timezone.utc), today)


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


def test_a_flag_or_a_hint_says_nothing_of_the_answer() -> None:
    told = [attempt("a", "right"), attempt("b", "wrong"), attempt("c", "skipped")]
    beside: list[Result] = ["flagged", "hinted"]
    assert summarise(told + [attempt(name, result) for name in "abc" for result in beside]) == replace(
        summarise(told), seconds=9.0
    )


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
    assert (found.questions, found.known, found.shaky) == (4, 0, 3)  # none was right on two days
    assert found.coverage == {"x": (2, 2), "y": (1, 2)}
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


def test_known_is_right_on_two_days() -> None:
    log = [attempt("x1", "right", day=1), attempt("x2", "right", day=1), attempt("x1", "right", day=3)]
    found = progress(bank("x1", "x2", "x3"), log, date(2030, 1, 6))
    assert (found.known, found.shaky) == (1, 1)


def test_the_calendar_has_twelve_whole_weeks_up_to_today() -> None:
    # 6 January 2030 is a Sunday: the twelve weeks begin on Monday, 15 October 2029.
    log = [attempt("x1", "right", day=1), attempt("x1", "wrong", day=1), attempt("x1", "right", day=6)]
    calendar = progress(bank("x1"), log, date(2030, 1, 6)).calendar
    assert (len(calendar), next(iter(calendar)), sum(calendar.values())) == (84, "2029-10-15", 3)
    assert (calendar["2030-01-01"], calendar["2030-01-06"]) == (2, 1)
    assert list(progress(bank("x1"), log, date(2030, 1, 7)).calendar)[-1] == "2030-01-07"


def test_the_forecast_says_what_comes_back_when() -> None:
    # Good at the first meeting comes back after two days, easy after eight; what was missed is due at once.
    log = [
        attempt("x1", "right", seconds=60, day=1),
        attempt("x2", "right", seconds=5, day=1),
        attempt("x3", "wrong", day=1),
    ]
    forecast = progress(bank("x1", "x2", "x3"), log, date(2030, 1, 2)).forecast
    assert [(day, count) for day, count in enumerate(forecast) if count] == [(0, 1), (1, 1), (7, 1)]


def test_the_mistakes_that_were_shown_most_come_first() -> None:
    log = [replace(attempt("x1", "wrong"), mistake=name) for name in ("half", "sum", "sum", "", "sum", "half", "sign")]
    assert progress(bank("x1"), log, date(2030, 1, 1)).mistakes == (("", "sum", 3), ("", "half", 2), ("", "sign", 1))


def test_the_best_pass_of_a_task_is_its_shortest_time_and_its_fewest_tries() -> None:
    log = [
        attempt("x1", "wrong", "implement", 100),
        attempt("x1", "wrong", "implement", 50),
        attempt("x1", "right", "implement", 30),
        attempt("x1", "revealed", "implement", 9),
        attempt("x1", "wrong", "implement", 200),
        attempt("x1", "right", "implement", 100),
        attempt("x2", "right", "implement", 0),  # graded from the command line: no time was taken
        attempt("x3", "wrong", "implement", 10),
        attempt("x4", "right", "choose", 10),
    ]
    assert progress(bank("x1", "x2", "x3", "x4"), log, date(2030, 1, 1)).best == {
        "x1": Best(180.0, 2, 2),
        "x2": Best(None, 1, 1),
    }
