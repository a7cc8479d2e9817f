"""The typed question bank: what the YAML files hold once they are read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lossquiz.questions.kinds import KINDS
from lossquiz.questions.kinds.implement import ImplementTask
from lossquiz.questions.kinds.implement.parts import (
    CaseKind,
    CaseSpec,
    EquivalentMutant,
    InputSpec,
    Misconception,
    ParameterSpec,
)
from lossquiz.questions.question import DIFFICULTIES, Question

__all__ = [
    "DIFFICULTIES",
    "KINDS",
    "Bank",
    "BankLoss",
    "Card",
    "CaseKind",
    "CaseSpec",
    "EquivalentMutant",
    "ImplementTask",
    "InputSpec",
    "Library",
    "Misconception",
    "ParameterSpec",
    "Question",
    "Relative",
]


@dataclass(frozen=True, slots=True)
class Library:
    """Who computes the loss, and with which convention and defaults."""

    name: str
    says: str


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


@dataclass(frozen=True)
class Bank:
    """All that the question files hold.

    Attributes:
        losses: The losses with a file of their own, by id.
        questions: Every question, implement tasks included, by id, in the order of the files.
        root: The folder that was read (the shipped bank, when several were).
    """

    losses: Mapping[str, BankLoss]
    questions: Mapping[str, Question]
    root: Path

    @cached_property
    def tasks(self) -> Mapping[str, ImplementTask]:
        """The implement tasks, by id."""
        return {loss.task.id: loss.task for loss in self.losses.values() if loss.task}
