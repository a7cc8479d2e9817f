"""What a candidate has done, as a plan looks at it: worked out of the log once for a command. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from lossquiz.practice.reviews import Standing, last_words, reviews_of, standings
from lossquiz.practice.schedule import Mistakes, Pace, shown_mistakes

if TYPE_CHECKING:
    from lossquiz.practice.store import Attempt, Store
    from lossquiz.questions.model import Bank

INTERVIEW = "interview"  # the name of the setting: a date, or NONE once the question was declined
NONE = "none"


@dataclass(frozen=True, slots=True)
class Record:
    """What a candidate has done, and has told.

    Attributes:
        latest: The last attempt that tells how each question stands, the one answered longest ago first.
        morning: Where the questions stood when the day began.
        now: Where they stand.
        mistakes: The mistakes that were shown lately, each with its loss.
        pace: When the interview is, and how much a day may have.
    """

    latest: Mapping[str, Attempt]
    morning: Mapping[str, Standing]
    now: Mapping[str, Standing]
    mistakes: Mistakes
    pace: Pace


def record_of(attempts: Sequence[Attempt], bank: Bank, pace: Pace, today: date, zone: tzinfo | None = None) -> Record:
    """Return what a log tells on a day.

    Args:
        attempts: The log, oldest first.
        bank: The questions there are.
        pace: What the candidate has told.
        today: The day.
        zone: The candidate's time zone; None for that of this machine.
    """
    reviews = reviews_of(attempts, zone)
    losses = {label.id: label.loss for label in bank.labels.values()}
    return Record(
        latest=last_words(attempts),
        morning=standings((review for review in reviews if review.day < today), zone),
        now=standings(reviews, zone),
        mistakes=shown_mistakes(attempts, losses, today),
        pace=pace,
    )


def pace_of(store: Store) -> Pace:
    """Return what the candidate has told about the days ahead; a date that is none, of another program, is no date."""
    return Pace(interview=interview_of(store.setting(INTERVIEW)))


def interview_of(kept: str | None) -> date | None:
    """Return the day that was kept, or None where there is none."""
    try:
        return date.fromisoformat(kept) if kept else None
    except ValueError:
        return None
