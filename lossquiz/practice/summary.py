"""The log in numbers: a session's summary, and progress over all of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from lossquiz.practice.store import JUDGED

if TYPE_CHECKING:
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.model import Bank


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions answered, and how many of them rightly."""

    asked: int = 0
    right: int = 0

    def plus(self, right: bool) -> Tally:
        """Count one more."""
        return Tally(self.asked + 1, self.right + right)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to.

    Attributes:
        total: All questions that were answered or revealed.
        kinds: The same by kind.
        missed: The questions to come back to, in the order they were asked.
        skipped: The questions that were passed over.
        seconds: The time spent on questions.
    """

    total: Tally
    kinds: Mapping[str, Tally]
    missed: tuple[str, ...]
    skipped: tuple[str, ...]
    seconds: float


def summarise(attempts: Iterable[Attempt]) -> Summary:
    """Sum up the attempts of a session; the last word on each question counts."""
    log = list(attempts)
    last = {(attempt.question, attempt.kind): attempt for attempt in log}
    judged = [attempt for attempt in last.values() if attempt.result in JUDGED]
    return Summary(
        total=_tally(judged),
        kinds=_by((a.kind, a) for a in judged),
        missed=_each(a.question for a in judged if a.result != "right"),
        skipped=_each(a.question for a in last.values() if a.result == "skipped"),
        seconds=sum(attempt.seconds for attempt in log),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the candidate stands.

    Attributes:
        questions: How many questions the bank has.
        known: How many of them were answered rightly the last time.
        missed: The questions of the bank that were not, the one missed longest ago first.
        answers: Every answer ever given, and how many were right.
        kinds: The last answer to each question, by kind.
        families: The same by family.
        seconds: All the time spent on questions.
        days: The days on which anything was answered.
        streak: How many days in a row, up to today or yesterday.
    """

    questions: int
    known: int
    missed: tuple[str, ...]
    answers: Tally
    kinds: Mapping[str, Tally]
    families: Mapping[str, Tally]
    seconds: float
    days: int
    streak: int


def progress(bank: Bank, attempts: Sequence[Attempt], today: date) -> Progress:
    """Work out where the candidate stands; attempts at questions that the bank no longer has count as answers only."""
    judged = [attempt for attempt in attempts if attempt.result in JUDGED]
    last = _last(judged, bank)
    days = {day for day in map(_day, judged) if day is not None}
    return Progress(
        questions=len(bank.labels),
        known=sum(attempt.result == "right" for attempt in last),
        missed=tuple(attempt.question for attempt in last if attempt.result != "right"),
        answers=_tally(judged),
        kinds=_by((bank.labels[a.question].kind, a) for a in last),
        families=_by((bank.labels[a.question].family, a) for a in last),
        seconds=sum(attempt.seconds for attempt in attempts),
        days=len(days),
        streak=_streak(days, today),
    )


def _last(judged: Iterable[Attempt], bank: Bank) -> list[Attempt]:
    last: dict[str, Attempt] = {}
    for attempt in judged:
        last.pop(attempt.question, None)  # the order is that of the last attempts
        if attempt.question in bank.labels:
            last[attempt.question] = attempt
    return list(last.values())


def _tally(attempts: Iterable[Attempt]) -> Tally:
    tally = Tally()
    for attempt in attempts:
        tally = tally.plus(attempt.result == "right")
    return tally


def _each(questions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(questions))


def _by(attempts: Iterable[tuple[str, Attempt]]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for group, attempt in attempts:
        tallies[group] = tallies.get(group, Tally()).plus(attempt.result == "right")
    return dict(sorted(tallies.items()))


def _day(attempt: Attempt) -> date | None:
    """Return the day of an attempt here, or None where another program left a date that is none."""
    try:
        return datetime.fromisoformat(attempt.at).astimezone().date()
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _streak(days: set[date], today: date) -> int:
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length, day = length + 1, day - timedelta(days=1)
    return length
