"""What an interview came to, as it is kept and shown. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from lossquiz.errors import InputError

VERSION = 1
Result = Literal["right", "wrong", "skipped", "left", "unreached"]
Ending = Literal["done", "time", "quit", "no more input", "interrupted"]
ANSWERED: frozenset[str] = frozenset({"right", "wrong"})
COUNTED: frozenset[str] = ANSWERED | {"skipped"}  # what was left in the middle, at the end of the time, does not count
SLOWEST = 3


@dataclass(frozen=True, slots=True)
class PointMade:
    """A point that a good explanation makes, and whether the candidate's made it."""

    point: str
    made: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of an interview with all that is to be read of it later, when the bank may be another.

    Attributes:
        number: Its place.
        question: Its id.
        kind: Its kind, or `mend`.
        family: Its topic.
        title: What it is about.
        difficulty: How hard it is.
        thread: The number of its thread on one loss; 0 where it stood alone.
        lead: How it followed on the question before; else "".
        asking: The question in words.
        body: What stood below the words.
        code: Code that stood below the words.
        options: What there was to choose from, each with its letter.
        allowed: How many seconds it was allowed.
        seconds: How many it took.
        result: `right`, `wrong`, `skipped`, `left` (the interview ended in it) or `unreached`.
        score: From 0 to 1.
        answer: What was answered, as it is read: an option with its letter, a number, a text, code.
        file: The file that was handed in, or "".
        right: The right answer in words.
        right_code: The right answer as code.
        feedback: What is said of the answer.
        lesson: What there is to remember.
        mistake: The id of the mistake that the answer shows, or "".
        mistake_says: That mistake in words.
        points: For an explanation: what a good one says.
        needed: How many of these make a pass.
        own_mark: Whether the candidate ticked the points.
    """

    number: int
    question: str
    kind: str
    family: str
    title: str
    difficulty: str
    thread: int
    lead: str
    asking: str
    body: str
    code: str
    options: tuple[str, ...]
    allowed: int
    seconds: float = 0.0
    result: Result = "unreached"
    score: float = 0.0
    answer: str = ""
    file: str = ""
    right: str = ""
    right_code: str = ""
    feedback: tuple[str, ...] = ()
    lesson: str = ""
    mistake: str = ""
    mistake_says: str = ""
    points: tuple[PointMade, ...] = ()
    needed: int = 0
    own_mark: bool = False

    @property
    def was_put(self) -> bool:
        """Whether the candidate saw it."""
        return self.result != "unreached"

    @property
    def over(self) -> float:
        """How many seconds more than allowed it took."""
        return self.seconds - self.allowed

    def ticked(self, places: set[int]) -> Entry:
        """Return it with some points, from 0, ticked where they were not and the other way round."""
        points = tuple(replace(point, made=point.made != (place in places)) for place, point in enumerate(self.points))
        made = sum(point.made for point in points)
        result: Result = "right" if made >= self.needed else "wrong"
        return replace(self, points=points, result=result, score=min(1.0, made / max(self.needed, 1)))


@dataclass(frozen=True, slots=True)
class Sum:
    """What some questions came to: how many count, how many were answered rightly, and their scores together."""

    asked: int = 0
    right: int = 0
    score: float = 0.0

    def plus(self, entry: Entry) -> Sum:
        """Add a question."""
        return Sum(self.asked + 1, self.right + (entry.result == "right"), self.score + entry.score)

    @property
    def share(self) -> float:
        """The mean score; 0 of nothing."""
        return self.score / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake by name, and the questions whose answers show it."""

    says: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """An interview, from its first question to its end.

    Attributes:
        at: When it began, in UTC, ISO 8601.
        session: The session's id, under which its answers stand in the log.
        minutes: How long it was to be.
        level: Its level.
        families: The families it was kept to; empty for all.
        seed: Of its choice of questions.
        seconds: How long it was.
        ending: Why it ended.
        entries: Its questions, the unreached ones too.
    """

    at: str
    session: str
    minutes: int
    level: str
    families: tuple[str, ...]
    seed: int
    seconds: float
    ending: Ending
    entries: tuple[Entry, ...]

    @property
    def put(self) -> tuple[Entry, ...]:
        """The questions that the candidate saw."""
        return tuple(entry for entry in self.entries if entry.was_put)

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(entry.result in ANSWERED for entry in self.entries)

    @property
    def total(self) -> Sum:
        """What all came to."""
        return self._sums(lambda _: "").get("", Sum())

    def topics(self) -> Mapping[str, Sum]:
        """What each topic came to, the weakest first."""
        return dict(sorted(self._sums(lambda entry: entry.family).items(), key=lambda pair: pair[1].share))

    def kinds(self) -> Mapping[str, Sum]:
        """What each kind came to, in the order in which they were met."""
        return self._sums(lambda entry: entry.kind)

    def _sums(self, group: Callable[[Entry], str]) -> dict[str, Sum]:
        found: dict[str, Sum] = {}
        for entry in self.entries:
            if entry.result in COUNTED:
                found[group(entry)] = found.get(group(entry), Sum()).plus(entry)
        return found

    def slowest(self) -> tuple[Entry, ...]:
        """The questions that took longer than they were allowed, the longest over it first; else the one nearest it."""
        slow = sorted(self.put, key=lambda entry: -entry.seconds / entry.allowed)
        late = sorted((entry for entry in slow if entry.over > 0), key=lambda entry: -entry.over)
        return tuple(late[:SLOWEST] or slow[:1])

    def missed_points(self) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
        """The explanations that lack points, with these."""
        lacking = ((entry, tuple(p.point for p in entry.points if not p.made)) for entry in self.put)
        return tuple((entry, points) for entry, points in lacking if points and entry.result in ANSWERED)

    def mistakes(self) -> tuple[Mistake, ...]:
        """The mistakes by name."""
        found: dict[str, list[str]] = {}
        for entry in self.put:
            if entry.mistake_says:
                found.setdefault(entry.mistake_says, []).append(entry.question)
        return tuple(Mistake(says, tuple(dict.fromkeys(ids))) for says, ids in found.items())

    def to_drill(self) -> tuple[str, ...]:
        """The questions to come back to: missed, skipped or left, in the order in which they were put."""
        return tuple(dict.fromkeys(entry.question for entry in self.put if entry.result != "right"))


def card_json(card: Scorecard) -> dict[str, Any]:
    """Return a scorecard as one JSON object: all of it, and what it came to."""
    return {
        "version": VERSION,
        **asdict(card),
        "score": round(card.total.share, 4),
        "asked": card.total.asked,
        "right": card.total.right,
        "answered": card.answered,
        "topics": {name: _sum_json(found) for name, found in card.topics().items()},
        "kinds": {name: _sum_json(found) for name, found in card.kinds().items()},
        "drill": card.to_drill(),
    }


def _sum_json(found: Sum) -> dict[str, Any]:
    return {"asked": found.asked, "right": found.right, "score": round(found.share, 4)}


def card_text(card: Scorecard) -> str:
    """Return a scorecard as it is kept."""
    return json.dumps(card_json(card), ensure_ascii=False)


def read_card(text: str) -> Scorecard:
    """Return the scorecard that was kept as a text.

    Raises:
        InputError: It is damaged, or of a later version.
    """
    try:
        data = json.loads(text)
        version = data["version"]
        if version != VERSION:
            raise InputError(f"a scorecard of version {version}, which a later lossquiz wrote; upgrade this one")
        entries = tuple(_entry(entry) for entry in data["entries"])
        own = {field.name: data[field.name] for field in fields(Scorecard)}
        return Scorecard(**{**own, "families": tuple(own["families"]), "entries": entries})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"a damaged scorecard in the progress file ({type(error).__name__}: {error})") from error


def _entry(data: Mapping[str, Any]) -> Entry:
    own = {field.name: data[field.name] for field in fields(Entry) if field.name in data}
    lists = {name: tuple(own[name]) for name in ("options", "feedback")}
    return Entry(**{**own, **lists, "points": tuple(PointMade(**point) for point in own["points"])})
