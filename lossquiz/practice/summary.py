"""The log in numbers: a session's summary, and progress over all of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from lossquiz.local_time import local
from lossquiz.practice.ahead import returning
from lossquiz.practice.store import JUDGED, OUTCOMES
from lossquiz.questions.kinds import WRITTEN

if TYPE_CHECKING:
    from lossquiz.practice.record import Record
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
    last = {(attempt.question, attempt.kind): attempt for attempt in log if attempt.result in OUTCOMES}
    judged = [attempt for attempt in last.values() if attempt.result in JUDGED]
    return Summary(
        total=_tally(judged),
        kinds=_by((a.kind, a) for a in judged),
        missed=_each(a.question for a in judged if a.result != "right"),
        skipped=_each(a.question for a in last.values() if a.result == "skipped"),
        seconds=sum(attempt.seconds for attempt in log),
    )


@dataclass(frozen=True, slots=True)
class Best:
    """The best pass of an implement task.

    Attributes:
        seconds: The shortest time from its appearance to a pass, where it was measured.
        tries: The fewest tries that a pass took.
        passes: How often it passed.
    """

    seconds: float | None
    tries: int
    passes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the candidate stands.

    Attributes:
        questions: How many questions the bank has.
        known: How many of them were right on two days, and are since.
        missed: The questions of the bank whose last answer was not right, the one missed longest ago first.
        answers: Every answer ever given, and how many were right.
        kinds: The last answer to each question, by kind.
        families: The same by family.
        coverage: How many questions of each family were met, and how many there are.
        seconds: All the time spent on questions.
        days: The days on which anything was answered.
        streak: How many days in a row, up to today or yesterday.
        shaky: How many questions were met and are not known.
        calendar: How many answers were given on each of the last days, 12 weeks up to today, by ISO date.
        forecast: How many of the questions met so far come back on each of the next days, today first.
        mistakes: The mistakes that were shown most often: loss, id, and how often.
        best: The best pass of each implement task.
        interview: The day of the interview, ISO, or None.
    """

    questions: int
    known: int
    missed: tuple[str, ...]
    answers: Tally
    kinds: Mapping[str, Tally]
    families: Mapping[str, Tally]
    coverage: Mapping[str, tuple[int, int]]
    seconds: float
    days: int
    streak: int
    shaky: int
    calendar: Mapping[str, int]
    forecast: tuple[int, ...]
    mistakes: tuple[tuple[str, str, int], ...]
    best: Mapping[str, Best]
    interview: str | None


WEEKS = 12
FORECAST = 14
SHOWN_MISTAKES = 10


def progress(bank: Bank, attempts: Sequence[Attempt], record: Record, today: date) -> Progress:
    """Work out where the candidate stands; attempts at questions that the bank no longer has count as answers only."""
    judged = [attempt for attempt in attempts if attempt.result in JUDGED]
    last = [attempt for attempt in record.latest.values() if attempt.question in bank.labels]
    by_day = Counter(day for day in map(_day, judged) if day is not None)
    standing = [one for one in record.now.values() if one.question in bank.labels]
    known = sum(one.known for one in standing)
    interview = record.pace.interview
    return Progress(
        questions=len(bank.labels),
        known=known,
        missed=tuple(attempt.question for attempt in last if attempt.result != "right"),
        answers=_tally(judged),
        kinds=_by((bank.labels[a.question].kind, a) for a in last),
        families=_by((bank.labels[a.question].family, a) for a in last),
        coverage=_coverage(bank, {one.question for one in standing}),
        seconds=sum(attempt.seconds for attempt in attempts),
        days=len(by_day),
        streak=_streak(set(by_day), today),
        shaky=len(standing) - known,
        calendar={day.isoformat(): by_day[day] for day in _days_before(today)},
        forecast=returning(bank.labels.values(), record, today, FORECAST),
        mistakes=_mistakes(attempts, bank),
        best=_best(judged),
        interview=interview.isoformat() if interview else None,
    )


def _days_before(today: date) -> Iterator[date]:
    """Yield the days of the last weeks, whole weeks from Monday on, up to today."""
    first = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    while first <= today:
        yield first
        first += timedelta(days=1)


def _coverage(bank: Bank, met: Collection[str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for label in bank.labels.values():
        seen, total = found.get(label.family, (0, 0))
        found[label.family] = (seen + (label.id in met), total + 1)
    return dict(sorted(found.items()))


def _mistakes(attempts: Iterable[Attempt], bank: Bank) -> tuple[tuple[str, str, int], ...]:
    shown = Counter(
        (bank.labels[a.question].loss, a.mistake) for a in attempts if a.mistake and a.question in bank.labels
    )
    return tuple((loss, name, count) for (loss, name), count in shown.most_common(SHOWN_MISTAKES))


def _best(judged: Iterable[Attempt]) -> dict[str, Best]:
    """Return the best pass of each task that was written; a pass ends its tries, and so does a reveal."""
    best: dict[str, Best] = {}
    tries: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for attempt in judged:
        if attempt.kind not in WRITTEN:
            continue
        name = attempt.question
        tries[name] += 1
        seconds[name] += attempt.seconds  # type: ignore[assignment]
        if attempt.result == "right":
            before = best.get(name)
            took = round(seconds[name], 1) or None
            times = [time for time in (took, before.seconds if before else None) if time]
            fewest = min(tries[name], before.tries) if before else tries[name]
            best[name] = Best(min(times, default=None), fewest, before.passes + 1 if before else 1)
        if attempt.result != "wrong":
            tries[name] = seconds[name] = 0
    return dict(sorted(best.items()))


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
        return local(datetime.fromisoformat(attempt.at)).date()
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _streak(days: set[date], today: date) -> int:
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length, day = length + 1, day - timedelta(days=1)
    return length
