"""What every question can do, whatever its kind; the kinds are in `kinds/`, one file each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

if TYPE_CHECKING:
    from random import Random

    from lossquiz.questions.model import Bank
    from lossquiz.questions.options import Option
    from lossquiz.questions.replies import Answer, Body, Verdict

Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")
Takes = Literal["line", "text", "file"]


@dataclass(frozen=True, slots=True)
class Sought:
    """A number to be worked out of a loss.

    Attributes:
        given: The values of its inputs and parameters.
        gradient: The input whose gradient it is one element of, or "" for the value of the loss.
        element: Which element.
    """

    given: Mapping[str, Any]
    gradient: str = ""
    element: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often interviews ask a question.

    Attributes:
        level: 1 to 3: in one, two, or three and more public lists of interview questions.
        ground: Which lists these are, and what each asks.
    """

    level: int
    ground: tuple[str, ...]

    @property
    def words(self) -> str:
        """Say it, for a line that tells what a question is."""
        return ("on a public list", "on two public lists", "on three public lists or more")[self.level - 1]


def frequency_of(data: Mapping[str, Any] | None) -> Frequency | None:
    """Return a frequency from its checked data, or None where there is none."""
    return Frequency(**data) if data else None


Mistakes = Callable[[Sought], Sequence[tuple[str, str, float]]]
"""Says which number each known mistake gives in place of the one sought: its id, its sentence, and the number."""


class Label(Protocol):
    """What is known of a question before it is read whole: enough to list, filter and plan. Every question has it."""

    @property
    def id(self) -> str:
        """The id, which no other question has."""

    @property
    def kind(self) -> str:
        """The word of its kind."""

    @property
    def title(self) -> str:
        """What the question's file is about: the loss's name."""

    @property
    def family(self) -> str:
        """The loss's family."""

    @property
    def difficulty(self) -> Difficulty:
        """How hard it is."""

    @property
    def loss(self) -> str:
        """The id of the loss that it is about, or ""."""

    @property
    def idea(self) -> str:
        """A word for what it asks, where other questions ask it too, or ""."""

    @property
    def frequency(self) -> Frequency | None:
        """How often interviews ask it, or None where nothing says so."""

    @property
    def mistake(self) -> str:
        """The id of the misconception of its loss that it is about, or ""."""


@dataclass(frozen=True, slots=True)
class Question(ABC):
    """A question of the bank.

    Attributes:
        kind: The word of its kind.
        help: How to answer it.
        takes: What answers it: a line, some lines, or a file.
        id: The id, which no other question has.
        title: What the question's file is about: the loss's name.
        family: The loss's family.
        difficulty: How hard it is.
        loss: The id of the loss that it is about, or "".
        idea: A word for what it asks, where other questions ask it too, or "".
        frequency: How often interviews ask it, or None where nothing says so.
    """

    kind: ClassVar[str]
    help: ClassVar[str]
    takes: ClassVar[Takes] = "line"

    id: str
    title: str
    family: str
    difficulty: Difficulty
    loss: str
    idea: str = field(default="", kw_only=True)
    frequency: Frequency | None = field(default=None, kw_only=True)

    @property
    def mistake(self) -> str:
        """The id of the misconception of its loss that it is about, or ""."""
        return ""

    @abstractmethod
    def asking(self) -> str:
        """Return the question in words."""

    @abstractmethod
    def mark(self, typed: str, *, order: Sequence[int] = (), mistakes: Mistakes | None = None) -> Verdict:
        """Mark a typed answer.

        Args:
            typed: What the candidate typed.
            order: The order in which the options were shown; empty for the question's own fixed order.
            mistakes: Which number each known mistake gives; asked only when a number is wrong.

        Raises:
            UnclearAnswerError: It cannot be read as an answer; the message says what can.
            TypeError: The question is answered with a file, which is graded, not marked.
        """

    @abstractmethod
    def answer(self, order: Sequence[int] = ()) -> Answer:
        """Return the right answer, for the order in which the options were shown.

        Raises:
            InputError: It stands in a file that cannot be read.
        """

    @abstractmethod
    def hints_in(self, bank: Bank, order: Sequence[int] = ()) -> tuple[str, ...]:
        """Return the question's own hints, or what can be said without giving the answer away.

        Args:
            bank: The bank, for the card of the loss.
            order: The order in which the options are shown; empty for the question's own fixed order.
        """

    def about(self) -> str:
        """Return what may be said above the question without giving the answer away."""
        return self.title

    def body(self) -> Body:
        """Return what stands below the words."""
        from lossquiz.questions.replies import Body

        return Body()

    def choices(self) -> tuple[Option, ...]:
        """Return what there is to choose from."""
        return ()

    def own_order(self) -> tuple[int, ...]:
        """Return an order of the options that is its own: the same each time, and no hint at the right one."""
        import random

        order = list(range(len(self.choices())))
        random.Random(self.id).shuffle(order)  # noqa: S311 - seeded with the id so that it repeats
        return tuple(order)

    def broken(self) -> str:
        """Return code that is to be mended once the question is answered, or ""."""
        return ""

    def mended(self) -> str:
        """Return that code as its author mends it, for the proof of the bank, or ""."""
        return ""

    def details(self) -> Mapping[str, Any]:
        """Return what else programs may read of the question; never the answer."""
        return {}

    def afresh(self, rng: Random) -> Question:
        """Return the question with other numbers, where it allows them, for somebody who has met these; else itself.

        Args:
            rng: Draws them.
        """
        del rng
        return self

    def number_sought(self) -> Sought | None:
        """Return the number that is asked for, or None where none is."""
        return None

    def unsettled(self) -> Sought | None:
        """Return the number that must be worked out before the question can be marked, or None."""
        return None

    def settled(self, value: float) -> Question:
        """Return the question with the number that was worked out."""
        del value
        return self

    def lesson(self) -> str:
        """Return what there is to remember, or ""."""
        return ""

    def faults(self, work_out: Callable[[Sought], float], mistakes: Mistakes | None = None) -> Iterator[str]:
        """Say what is wrong with the question.

        Args:
            work_out: Works a number out of the reference.
            mistakes: Which number each known mistake gives.
        """
        del work_out, mistakes
        yield from ()


def reminders(bank: Bank, loss: str) -> tuple[str, ...]:
    """Return what a question about a loss can be reasoned from: the formula and the convention, where there are any."""
    known = bank.losses.get(loss)
    if known is None:
        return ()
    return (known.card.formula, known.task.convention) if known.task else (known.card.formula,)
