"""The typed question bank: what the YAML files hold once they are read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from lossquiz.questions.question import Difficulty, Frequency, Label, Question

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask

Thing = TypeVar("Thing")
IMPLEMENT = "implement"  # the kind whose questions are a loss's own


@dataclass(frozen=True, slots=True)
class Library:
    """Who computes the loss, in which version, and with which convention and defaults; "" where none has a number."""

    name: str
    says: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """A loss that is close to another, and how."""

    loss: str
    says: str


@dataclass(frozen=True, slots=True)
class Card:
    """What there is to know of a loss; what the catalogue knows of it comes from there.

    Attributes:
        family: The family, which is also the folder.
        formula: The formula in plain text, readable in a terminal.
        latex: The same in LaTeX, or "".
        expression: The plain formula as NumPy code over the inputs, for small ordinary values; "" when it has none.
        when: When to use it.
        when_not: When not to.
        input_form: What goes in: logits or probabilities, shapes, dtypes.
        torch: The PyTorch line, ready to paste, or "" when there is none.
        sources: Where the facts come from.
        gradient: The gradient of one element or row, in plain text, or "".
        estimates: What its minimum estimates, and the likelihood behind it, or "".
        curvature: Convex or not, gradient bounded or not, or "".
        at_chance: Its value for a model that knows nothing, or "".
        symptoms: What one sees when it is written or used wrongly.
        relatives: Losses close to it.
        libraries: Conventions and defaults, side by side.
        links: Addresses of papers and documentation.
    """

    family: str
    formula: str
    latex: str
    expression: str
    when: tuple[str, ...]
    when_not: tuple[str, ...]
    input_form: str
    torch: str
    sources: tuple[str, ...]
    gradient: str = ""
    estimates: str = ""
    curvature: str = ""
    at_chance: str = ""
    symptoms: tuple[str, ...] = ()
    relatives: tuple[Relative, ...] = ()
    libraries: tuple[Library, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BankLoss:
    """One file of the bank about a loss."""

    id: str
    title: str
    card: Card
    task: ImplementTask | None
    questions: tuple[Question, ...]
    path: Path


class Heading(NamedTuple):
    """A `Label` on its own, for a question that nobody has asked for yet."""

    id: str
    kind: str
    title: str
    family: str
    difficulty: Difficulty
    loss: str
    idea: str
    frequency: Frequency | None
    mistake: str = ""


class Shelf(Mapping[str, Thing]):
    """A mapping whose values are made when they are first asked for; which keys it has is known before."""

    def __init__(self, makers: Mapping[str, Callable[[], Thing]]) -> None:
        self._makers = makers
        self._made: dict[str, Thing] = {}

    def __getitem__(self, key: str) -> Thing:
        """Return the value, made when it is first asked for."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a key; nothing is made for that."""
        return key in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@dataclass(frozen=True)
class Bank:
    """All that the question files hold. A file's loss and questions are built when one of them is first asked for.

    Attributes:
        losses: The losses with a file of their own, by id.
        questions: Every question, implement tasks included, by id, in the order of the files.
        root: The folder that was read (the shipped bank, when several were).
        headings: What is known of the questions without building them; the questions themselves where nothing is given.
    """

    losses: Mapping[str, BankLoss]
    questions: Mapping[str, Question]
    root: Path
    headings: Mapping[str, Label] | None = None

    @property
    def labels(self) -> Mapping[str, Label]:
        """What can be said of every question without building it, by id, in the order of the files."""
        return self.questions if self.headings is None else self.headings

    @cached_property
    def tasks(self) -> Mapping[str, ImplementTask]:
        """The implement tasks, by id."""
        return Shelf(
            {name: partial(self._task, name) for name, label in self.labels.items() if label.kind == IMPLEMENT}
        )

    def _task(self, name: str) -> ImplementTask:
        return cast("ImplementTask", self.losses[name].task)
