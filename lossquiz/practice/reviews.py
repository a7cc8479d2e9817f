"""What the log says of each question: how well it went, day by day, and when it is due again. Pure.

When a question comes back is worked out with FSRS, the free spaced repetition scheduler (the library `fsrs`, whose
parameters were fitted on some hundred million reviews). What happened is turned into one of its four grades here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Literal

from lossquiz.local_time import local
from lossquiz.practice.store import JUDGED, MEND
from lossquiz.questions.kinds import WRITTEN

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

    from lossquiz.practice.store import Attempt

Grade = Literal["again", "hard", "good", "easy"]
RETENTION = 0.9  # the share of questions that should still be known when they come back
TO_KNOW = 2  # on so many days a question must have been right to count as known
# Seconds within which an answer is fast, and above which it is slow: a third of, and three times, what a kind takes.
PACE: Mapping[str, tuple[float, float]] = {
    "choose": (15, 120),
    "compute": (40, 360),
    "debug": (30, 240),
    "explain": (60, 600),
    "implement": (240, 2400),
    MEND: (60, 900),
}
FILES = WRITTEN | {MEND}  # of these a wrong answer is a try, and the question stays until it passes


@dataclass(frozen=True, slots=True)
class Review:
    """One meeting with a question.

    Attributes:
        question: The question's id.
        at: When, in UTC; never before the meeting before it, whatever the clock was set to.
        day: The candidate's own day.
        grade: How it went.
    """

    question: str
    at: datetime
    day: date
    grade: Grade

    @property
    def right(self) -> bool:
        """Whether the answer was right in the end."""
        return self.grade != "again"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands.

    Attributes:
        question: The question's id.
        first: The day of the first meeting.
        last: The day of the last one.
        days: On how many days it was met.
        right_days: On how many days the last word was right, since it was last wrong.
        due: The day on which it comes back; the day of the last meeting where that went wrong.
        lapsed: Whether the last answer was wrong, or the answer was revealed.
        stability: After so many days it is recalled with a probability of 0.9.
        reviewed: When it was met last, in UTC.
    """

    question: str
    first: date
    last: date
    days: int
    right_days: int
    due: date
    lapsed: bool
    stability: float
    reviewed: datetime

    @property
    def known(self) -> bool:
        """Whether it was right on two days, and is since."""
        return self.right_days >= TO_KNOW and not self.lapsed


def grade_of(attempt: Attempt, tries: int = 1) -> Grade:
    """Return how a meeting went, by its last attempt and how many it took.

    Wrong or revealed: again. With a hint, by the candidate's own tick, after several tries or slowly: hard. Fast: easy.
    """
    if attempt.result != "right":
        return "again"
    fast, slow = PACE.get(attempt.kind, (0, float("inf")))
    if attempt.hints or attempt.self_assessed or tries > 1 or attempt.seconds > slow:
        return "hard"
    # A file that is graded from the command line took nobody knows how long.
    return "easy" if 0 < attempt.seconds <= fast else "good"


def telling(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """Yield the attempts that tell how a question stands, in their order: those that were judged.

    Where a mistake was named wrongly, a mend that passes does not make up for it: by then it was told which it is.
    """
    misnamed: set[str] = set()
    for attempt in attempts:
        if attempt.result not in JUDGED:
            continue
        if attempt.kind != MEND:
            (misnamed.discard if attempt.result == "right" else misnamed.add)(attempt.question)
        elif attempt.result == "right" and attempt.question in misnamed:
            continue
        yield attempt


def last_words(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the last attempt that tells how each question stands, the one answered longest ago first."""
    last: dict[str, Attempt] = {}
    for attempt in telling(attempts):
        last.pop(attempt.question, None)
        last[attempt.question] = attempt
    return last


def reviews_of(attempts: Iterable[Attempt], zone: tzinfo | None = None) -> list[Review]:
    """Return the meetings that a log tells of, in its order.

    Several tries at one file in one session, or on one day outside of sessions, are one meeting. A clock that was set
    back, or a time that is none, counts as the time of the line before.

    Args:
        attempts: The log, oldest first.
        zone: The candidate's time zone; None for that of this machine.
    """
    found: list[Review] = []
    open_files: dict[
        tuple[str, str], tuple[int, str, int]
    ] = {}  # of a file: its review's place, its sitting, its tries
    clock = datetime.min.replace(tzinfo=timezone.utc)
    for attempt in telling(attempts):
        clock = max(clock, _moment(attempt.at) or clock)
        day = _day(clock, zone)
        file = (attempt.question, attempt.kind)
        sitting = attempt.session or day.isoformat()
        before = open_files.get(file) if attempt.kind in FILES else None
        if before is not None and before[1] == sitting and not found[before[0]].right:
            place, tries = before[0], before[2] + 1
            found[place] = Review(attempt.question, clock, day, grade_of(attempt, tries))
        else:
            place, tries = len(found), 1
            found.append(Review(attempt.question, clock, day, grade_of(attempt)))
        if attempt.kind in FILES:
            open_files[file] = (place, sitting, tries)
    return found


def known_of(reviews: Iterable[Review]) -> frozenset[str]:
    """Return the questions that are known by some meetings: right on two days, and since.

    What `Standing.known` says too, without working out when anything comes back.
    """
    found = _by_question(reviews)
    return frozenset(name for name, met in found.items() if met[-1].right and len(_right_days(met)) >= TO_KNOW)


def standings(reviews: Iterable[Review], zone: tzinfo | None = None) -> dict[str, Standing]:
    """Return where each question of some meetings stands, in the order in which they were first met.

    Args:
        reviews: The meetings, oldest first.
        zone: The candidate's time zone; None for that of this machine.
    """
    scheduler = _scheduler()
    return {question: _standing(scheduler, met, zone) for question, met in _by_question(reviews).items()}


def _by_question(reviews: Iterable[Review]) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = {}
    for review in reviews:
        found.setdefault(review.question, []).append(review)
    return found


def _right_days(met: Iterable[Review]) -> list[date]:
    """Return the days on which the last word was right, since the last one on which it was not."""
    by_day = {review.day: review.right for review in met}
    return list(_since_wrong(by_day))


def retrievability(standing: Standing, at: datetime) -> float:
    """Return the probability, by FSRS, that a question is recalled at some time.

    Args:
        standing: Where it stands.
        at: The time, with its zone.
    """
    import fsrs

    card = fsrs.Card(card_id=1, state=fsrs.State.Review, stability=standing.stability, last_review=standing.reviewed)
    return float(_scheduler().get_card_retrievability(card, at.astimezone(timezone.utc)))


def _standing(scheduler: Scheduler, met: Sequence[Review], zone: tzinfo | None) -> Standing:
    card = _card(scheduler, met)
    last, lapsed = met[-1], not met[-1].right
    due = last.day if lapsed else max(_day(card.due, zone), last.day + timedelta(days=1))
    return Standing(
        question=last.question,
        first=met[0].day,
        last=last.day,
        days=len({review.day for review in met}),
        right_days=len(_right_days(met)),
        due=due,
        lapsed=lapsed,
        stability=float(card.stability or 0.0),
        reviewed=last.at,
    )


def _since_wrong(by_day: Mapping[date, bool]) -> Iterator[date]:
    for day in sorted(by_day, reverse=True):
        if not by_day[day]:
            return
        yield day


def _scheduler() -> Scheduler:
    import fsrs

    # No steps of minutes: what went wrong comes back in the same session anyway. No chance: a plan can be repeated.
    return fsrs.Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(scheduler: Scheduler, met: Iterable[Review]) -> Card:
    """Return the card of some meetings with a question; one that is right again the same day is no proof of memory."""
    import fsrs

    ratings = {
        "again": fsrs.Rating.Again,
        "hard": fsrs.Rating.Hard,
        "good": fsrs.Rating.Good,
        "easy": fsrs.Rating.Easy,
    }
    card = fsrs.Card(card_id=1)  # with an id of its own: the library would sleep to find one
    before: Review | None = None
    for review in met:
        if before is None or not (before.right and review.right and before.day == review.day):
            card, _ = scheduler.review_card(card, ratings[review.grade], review.at)
        before = review
    return card


def _moment(at: str) -> datetime | None:
    """Return a time of the log in UTC, or None where another program left one that is none."""
    try:
        return local(datetime.fromisoformat(at)).astimezone(timezone.utc)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _day(moment: datetime, zone: tzinfo | None) -> date:
    try:
        return (local(moment) if zone is None else moment.astimezone(zone)).date()
    except (OverflowError, OSError, ValueError):  # the beginning and the end of time, for want of a better
        return moment.date()
