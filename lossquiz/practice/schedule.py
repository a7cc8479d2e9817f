"""What is to be asked today: what is due, and how much is new. Pure: labels, standings, settings and a day go in."""

from __future__ import annotations

import math
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from lossquiz.practice.reviews import Standing
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.question import Label

NEW_A_DAY = 10
MOST_A_DAY = 40  # questions that a day before an interview may have
MEETINGS = 2  # with each question, on days of their own, before an interview
ROOM = 0.9  # of the days before an interview, for what is planned; the rest for what is missed and comes again
RECENT = timedelta(days=14)  # for so long a mistake that was shown brings its questions sooner
OWN = 2

T = TypeVar("T")
Mistakes = Collection[tuple[str, str]]
"""Mistakes that were shown lately: the loss, and the id of its misconception."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the candidate has told about the days ahead.

    Attributes:
        interview: The day by which all should be known, or None.
        new_a_day: So many new questions a day, where there is no interview.
        most_a_day: So many questions a day at the most, where there is one.
    """

    interview: date | None = None
    new_a_day: int = NEW_A_DAY
    most_a_day: int = MOST_A_DAY


@dataclass(frozen=True, slots=True)
class Today:
    """The share of a day.

    Attributes:
        due: What was met before and comes back today, the most pressing first.
        new: What is met for the first time today, the most pressing first.
        done: How many questions of the share are done.
        tomorrow: How many there will be tomorrow, as far as it is known today.
        days: The days until the interview, this one included; None where there is none.
        scope: How many questions can be met twice before the interview, the most asked first.
    """

    due: tuple[str, ...]
    new: tuple[str, ...]
    done: int
    tomorrow: int
    days: int | None = None
    scope: int = 0

    @property
    def left(self) -> int:
        """How many questions are still to be asked today."""
        return len(self.due) + len(self.new)

    @property
    def share(self) -> int:
        """How many questions the day has in all."""
        return self.done + self.left


def today_of(
    labels: Iterable[Label],
    morning: Mapping[str, Standing],
    now: Mapping[str, Standing],
    mistakes: Mistakes,
    pace: Pace,
    today: date,
    order: Sequence[str] | None = None,
) -> Today:
    """Return the share of a day, and what of it is left.

    Without an interview: all that is due, and so many new questions. Before one: as many a day as it takes to meet each
    question on two days, evenly; of more than the days can bear, those that interviews ask most. The share is that of
    the morning: answering changes what is left of it, and nothing else.

    Args:
        labels: The questions that there are.
        morning: Where they stood when the day began.
        now: Where they stand.
        mistakes: What was shown lately.
        pace: What the candidate has told.
        today: The day.
        order: The ids of the labels `in_order`, where they are known already.
    """
    pool = {label.id: label for label in labels}
    order = in_order(pool.values(), mistakes) if order is None else order
    met = {name: sooner(one, pool[name], mistakes) for name, one in morning.items() if name in pool}
    fresh = apart(pool[name] for name in order if name not in met)
    days = (pace.interview - today).days if pace.interview else None
    coming = days is not None and days >= 0
    share = (
        _before_interview(met, fresh, pace, today, max(days or 0, 1)) if coming else _steady(met, fresh, pace, today)
    )
    if not coming:
        unmet = sum(label.id not in now for label in fresh) - sum(name not in now for name in share.new)
        back = sum(one.due == today + timedelta(days=1) for one in now.values() if one.question in pool)
        share = replace(share, tomorrow=back + min(pace.new_a_day, unmet))
    done = {name for name, one in now.items() if one.last == today and not one.lapsed}
    slips = [one.question for one in now.values() if one.last == today and one.lapsed and one.question in pool]
    due = [*slips, *(name for name in share.due if name not in done)]
    new = tuple(name for name in share.new if name not in now)
    return replace(share, due=tuple(dict.fromkeys(due)), new=new, done=len(done.intersection({*share.due, *share.new})))


def in_order(labels: Iterable[Label], mistakes: Mistakes) -> list[str]:
    """Return the ids of questions in the order in which they are worth meeting.

    Those about mistakes that were shown come first. The kinds are spread evenly over the rest, as what is asked most is
    often code, which takes long: a day of code alone would be three times as long as another. Of a kind, those that
    interviews ask more often come first; what is left to choose is mixed, the same way each time.
    """

    def mixed(label: Label) -> int:
        return zlib.crc32(label.id.encode())

    groups = [sorted(group, key=lambda label: (-how_often(label), mixed(label))) for group in by_kind(labels)]
    placed = [
        ((-touches(label, mistakes), place, -how_often(label), mixed(label)), label.id)
        for place, label in evenly((group, 0.5) for group in groups)
    ]
    return [name for _, name in sorted(placed)]


def how_often(label: Label) -> int:
    """Return how often interviews ask a question: 1 to 3, or 0 where nothing is known."""
    return label.frequency.level if label.frequency else 0


def by_kind(labels: Iterable[Label]) -> list[list[Label]]:
    """Return questions kind by kind."""
    kinds: dict[str, list[Label]] = {}
    for label in labels:
        kinds.setdefault(label.kind, []).append(label)
    return list(kinds.values())


def evenly(groups: Iterable[tuple[Sequence[T], float]]) -> list[tuple[float, T]]:
    """Return things with places between 0 and 1, over which each group is spread evenly in its order.

    Args:
        groups: The groups, each with where in its step, from 0 to 1, each of its things stands.
    """
    return [((step + at) / len(group), one) for group, at in groups for step, one in enumerate(group)]


def apart(labels: Iterable[Label], beside: Iterable[Label] = ()) -> list[Label]:
    """Return questions without those that ask what one before them, or one of `beside`, asks already."""
    ideas = {label.idea for label in beside if label.idea}
    found = []
    for label in labels:
        if label.idea not in ideas:
            found.append(label)
        if label.idea:
            ideas.add(label.idea)
    return found


def shown_mistakes(attempts: Iterable[Attempt], losses: Mapping[str, str], today: date) -> set[tuple[str, str]]:
    """Return the mistakes that answers of the last days showed, each with its loss.

    Args:
        attempts: The log.
        losses: The loss of each question.
        today: The day.
    """
    since = (today - RECENT).isoformat()
    return {
        (losses[a.question], a.mistake) for a in attempts if a.mistake and str(a.at) >= since and a.question in losses
    }


def touches(label: Label, mistakes: Mistakes) -> int:
    """Return how much a question is about a mistake that was shown: 2 for its very own, 1 for the same loss."""
    if label.mistake and (label.loss, label.mistake) in mistakes:
        return OWN
    return int(any(loss == label.loss for loss, _ in mistakes))


def sooner(standing: Standing, label: Label, mistakes: Mistakes) -> Standing:
    """Return a standing that is due after half of its days, where it is about a mistake that was shown since."""
    if touches(label, mistakes) < OWN or standing.lapsed:
        return standing
    return replace(standing, due=standing.last + (standing.due - standing.last + timedelta(days=1)) // 2)


def _pressing(standings: Iterable[Standing]) -> list[str]:
    return [one.question for one in sorted(standings, key=lambda one: (one.due, one.reviewed, one.question))]


def _steady(met: Mapping[str, Standing], fresh: Sequence[Label], pace: Pace, today: date) -> Today:
    due = _pressing(one for one in met.values() if one.due <= today)
    new = tuple(label.id for label in fresh[: pace.new_a_day])
    return Today(tuple(due), new, done=0, tomorrow=0)


def _before_interview(met: Mapping[str, Standing], fresh: Sequence[Label], pace: Pace, today: date, days: int) -> Today:
    left = {name: max(MEETINGS - one.days, int(one.lapsed)) for name, one in met.items()}
    seconds = {name: one for name, one in met.items() if left[name] > 0}
    meetings = min(MEETINGS, days)
    # Of more than the days can bear, what has begun goes first; every day has room for what goes wrong again.
    room = math.floor(ROOM * pace.most_a_day * days) - sum(left[name] for name in seconds)
    first = [label.id for label in fresh[: max(0, room // meetings)]]
    total = sum(left[name] for name in seconds) + meetings * len(first)
    share = min(pace.most_a_day, math.ceil(total / days))
    if days == 1:
        share = min(pace.most_a_day, len(seconds) + len(first))
    due = sum(one.due <= today for one in seconds.values())
    # What is new must have begun a day before the last, and evenly; what is due fills the rest, else what is due next.
    least = math.ceil(len(first) / max(1, days - 1))
    new = min(len(first), share, max(share - due, least))
    back = _pressing(seconds.values())[: share - new]
    new = min(len(first), share - len(back))
    tomorrow = min(pace.most_a_day, math.ceil(max(0, total - share) / (days - 1))) if days > 1 else 0
    # What was met twice is kept fresh besides, as far as the day has room.
    kept = _pressing(one for name, one in met.items() if name not in seconds and one.due <= today)
    room_left = pace.most_a_day - len(back) - new
    return Today((*back, *kept[:room_left]), tuple(first[:new]), 0, tomorrow, days, len(met) + len(first))
