"""The days to come, as the plan will have them: on which of them a question comes back. Pure.

What is said after an answer, what `stats` shows and what tomorrow has are all read from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING

from lossquiz.practice.reviews import Standing
from lossquiz.practice.schedule import Today, in_order, sooner, today_of

if TYPE_CHECKING:
    from lossquiz.practice.record import Record
    from lossquiz.questions.question import Label

A_DAY = timedelta(days=1)
FIRST_DAYS = 2  # a question that is new comes back after so many days, where it goes as it mostly does
FARTHEST = 90  # days that are looked ahead; beyond them a question comes back when it is due


def days_ahead(labels: Iterable[Label], record: Record, today: date) -> Iterator[tuple[date, Today]]:
    """Yield what is left of today, and the share of each day to come, if all that is asked until then is right.

    Args:
        labels: The questions that there are.
        record: What the candidate has done.
        today: The day.
    """
    pool = tuple(labels)
    order = in_order(pool, record.mistakes)
    morning, now, day = record.morning, record.now, today
    while True:
        share = today_of(pool, morning, now, record.mistakes, record.pace, day, order)
        yield day, share
        morning = now = {**now, **{name: _right(now.get(name), name, day) for name in (*share.due, *share.new)}}
        day += A_DAY


def tomorrow_of(labels: Iterable[Label], record: Record, today: date) -> int:
    """Return how many questions tomorrow has, if what is left of today is right."""
    _, (_, tomorrow) = islice(days_ahead(labels, record, today), 2)
    return tomorrow.left


def returning(labels: Iterable[Label], record: Record, today: date, days: int) -> tuple[int, ...]:
    """Return how many of the questions met so far come back on each of the next days, today first."""
    left = set(record.now)
    counts = []
    for _, share in islice(days_ahead(labels, record, today), days):
        back = left.intersection(share.due)
        left -= back
        counts.append(len(back))
    return tuple(counts)


def day_of_return(question: Label, labels: Iterable[Label], record: Record, today: date) -> date:
    """Return the day on which a question that was met comes back."""
    due = max(sooner(record.now[question.id], question, record.mistakes).due, today)
    interview = record.pace.interview
    if interview is None or interview < today:
        return due
    last = min(interview, today + FARTHEST * A_DAY)
    for day, share in days_ahead(labels, record, today):
        if day > last or question.id in share.due:
            return day if question.id in share.due else max(due, day)
    raise AssertionError  # pragma: no cover - there is always another day


def _right(before: Standing | None, name: str, day: date) -> Standing:
    """Return where a question will stand once it is right on a day to come, as far as a plan asks."""
    if before is None:
        due = day + FIRST_DAYS * A_DAY
        return Standing(name, day, day, 1, 1, due, lapsed=False, stability=0.0, reviewed=_noon(day))
    due = day + max(FIRST_DAYS * A_DAY, 2 * (before.due - before.last))
    met = before.days + (before.last != day)
    return replace(before, last=day, days=met, due=due, lapsed=False, reviewed=_noon(day))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.utc)
