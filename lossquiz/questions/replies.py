"""What a question gives to whoever shows it: what stands below its words, its answer, a verdict.

Kinds import this where they need it: a command that only lists questions does without.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


class UnclearAnswerError(ValueError):
    """What was typed is no answer to this kind of question: it is asked for again, not marked as wrong."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the words of a question, for whoever shows it.

    Attributes:
        block: Lines to show apart, as they are.
        code: Python code.
        notes: Paragraphs, each after a label, which may be empty.
        judged: What of a file is judged; empty where no file is asked for.
    """

    block: str = ""
    code: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The right answer, for whoever shows it.

    Attributes:
        label: What it is called.
        text: The answer in words; empty where it is code.
        place: The letter under which it was shown, if there was one.
        why: Why it is right.
        code: The answer as Python code.
    """

    label: str = "Answer"
    text: str = ""
    place: str = ""
    why: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PointFound:
    """A point of a rubric, and whether the answer seems to make it, or seems to say the opposite."""

    point: str
    covered: bool
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is made of a typed answer.

    Attributes:
        correct: Whether it passes.
        score: From 0 to 1; below 1 for an explanation that lacks points it needs.
        feedback: What to tell, a sentence to a line; the question's own explanation is not repeated here.
        points: For an explanation: the rubric, point by point.
        chosen: For options: the index of the one that was chosen.
        needed: For an explanation: how many points make a pass. They are looked for by words, which is a proposal: the
            mark is the candidate's, who ticks them against the model answer.
        mistake: The id of the known mistake that gives this answer, or "".
    """

    correct: bool
    score: float
    feedback: tuple[str, ...]
    points: tuple[PointFound, ...] = ()
    chosen: int | None = None
    needed: int = 0
    mistake: str = ""

    @property
    def made(self) -> int:
        """How many points are made."""
        return sum(point.covered for point in self.points)

    def ticked(self, places: Collection[int]) -> Verdict:
        """Return the verdict with some points, counted from 0, ticked where they were not and the other way round."""
        points = tuple(
            PointFound(found.point, not found.covered) if place in places else found
            for place, found in enumerate(self.points)
        )
        return of_points(points, self.needed)


def of_points(points: tuple[PointFound, ...], needed: int, feedback: tuple[str, ...] = ()) -> Verdict:
    """Return the verdict on an explanation that makes some of the points of a rubric."""
    made = sum(point.covered for point in points)
    return Verdict(made >= needed, min(1.0, made / needed), feedback, points, needed=needed)
