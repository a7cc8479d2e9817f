"""The days to come are held to days that are lived: a learner does what the plan asks, day by day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from lossquiz.practice.ahead import day_of_return, returning, tomorrow_of
from lossquiz.practice.plan import share_of
from lossquiz.practice.record import Record, record_of
from lossquiz.practice.schedule import Pace, Today
from lossquiz.practice.store import Attempt
from lossquiz.practice.summary import progress
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.model import Bank
from lossquiz.questions.options import Option

UTC = timezone.utc
FIRST = date(2026, 3, 2)
OPTIONS = (Option("A", correct=True, why="."), Option("B", correct=False, why="."))


def bank_of(count: int) -> Bank:
    names = [f"q-{number}" for number in range(count)]
    return Bank(
        {}, {name: ChooseQuestion(name, "T", "f", "easy", "", "?", OPTIONS, ".", (), ()) for name in names}, Path()
    )


class Learner:
    """Is right about everything that the plan asks."""

    def __init__(self, count: int, interview: date | None) -> None:
        self.bank, self.pace = bank_of(count), Pace(interview)
        self.log: list[Attempt] = []

    def record(self, today: date) -> Record:
        return record_of(self.log, self.bank, self.pace, today, UTC)

    def share(self, today: date) -> Today:
        return share_of(self.bank, self.record(today), today)

    def answer(self, name: str, today: date, seconds: float = 60) -> None:
        at = datetime.combine(today, time(12, len(self.log) % 60), UTC).isoformat()
        self.log.append(Attempt(name, "choose", "right", seconds=seconds, at=at))

    def day(self, today: date) -> list[str]:
        share = self.share(today)
        asked = [*share.due, *share.new]
        for name in asked:
            self.answer(name, today)
        return asked


@pytest.mark.parametrize(("count", "days"), [(30, 2), (30, 9), (60, 3), (200, 20), (25, None)])
def test_what_is_said_of_the_days_to_come_is_how_they_come(count: int, days: int | None) -> None:
    learner = Learner(count, FIRST + timedelta(days=days) if days else None)
    learner.day(FIRST)
    learner.day(FIRST + timedelta(days=1))
    today = FIRST + timedelta(days=2)
    record, labels = learner.record(today), learner.bank.labels
    told = {name: day_of_return(labels[name], labels.values(), record, today) for name in record.now}
    counts = returning(labels.values(), record, today, 14)
    tomorrow = tomorrow_of(labels.values(), record, today)
    came: dict[str, date] = {}
    for later in range(14):
        day = today + timedelta(days=later)
        asked = learner.day(day)
        assert later != 1 or tomorrow == len(asked)
        back = [name for name in asked if name in told and came.setdefault(name, day) == day]
        if days is None or later <= days - 2:  # once the interview is over, nothing is held to a plan
            assert (day, counts[later]) == (day, len(back))
            assert {told[name] for name in back} <= {day}


def test_two_days_before_an_interview_what_is_right_today_is_asked_again_tomorrow_and_all_say_so() -> None:
    learner = Learner(3, FIRST + timedelta(days=2))
    for name in learner.bank.labels:
        learner.answer(name, FIRST, seconds=5)
    record, labels = learner.record(FIRST), learner.bank.labels
    assert {one.due for one in record.now.values()} == {FIRST + timedelta(days=8)}, "by FSRS alone"
    tomorrow = FIRST + timedelta(days=1)
    assert {day_of_return(one, labels.values(), record, FIRST) for one in labels.values()} == {tomorrow}
    assert progress(learner.bank, learner.log, record, FIRST).forecast[:3] == (0, 3, 0)
    assert learner.share(FIRST).tomorrow == 3
    assert sorted(learner.day(tomorrow)) == sorted(labels)
