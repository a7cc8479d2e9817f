"""The typed question bank: what the YAML files hold once they are read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

Difficulty = Literal["easy", "medium", "hard"]
Kind = Literal["choose", "compute", "explain", "implement", "debug"]
CaseKind = Literal["worked", "random", "boundary", "extreme", "contract"]

KINDS: tuple[Kind, ...] = ("choose", "compute", "explain", "implement", "debug")
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


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


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One tensor input: its sampler with options, its shape in named dimensions, and whether a gradient is due.

    The shape `("*",)` means any shape, 0-d included, the same for all such inputs.
    """

    name: str
    sampler: str
    options: Mapping[str, Any]
    shape: tuple[str, ...]
    gradient: bool


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """One keyword: its default, and the range from which other values are drawn."""

    name: str
    default: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CaseSpec:
    """A case written by the author.

    Attributes:
        kind: `worked`, `boundary` or `extreme`.
        given: The values of the inputs, and of the parameters that are not left at their default.
        note: What the case shows, in a few words.
        gradient: Whether the gradient is judged too.
        rtol: A relative tolerance of its own for value and gradient, or None for the common one.
        dtype: `float32`, or `float64` where the numbers need it.
    """

    kind: CaseKind
    given: Mapping[str, Any]
    note: str
    gradient: bool
    rtol: float | None
    dtype: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong variant: its code, and one sentence on what went wrong."""

    id: str
    says: str
    code: str


@dataclass(frozen=True, slots=True)
class EquivalentMutant:
    """A mutant of the solution that is no mistake: the changed line as it reads after the change, and why."""

    change: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImplementTask:
    """Write the loss as code.

    Attributes:
        id: The question's id, which is the loss's.
        title: The loss's name.
        family: The loss's family.
        difficulty: How hard it is.
        entry_kind: `function`, `module` (an `nn.Module` class) or `backward` (the gradient by hand).
        name: The function or class to define.
        signature: How it is called, as Python.
        construct: For `module`: the constructor's signature, as Python; its parameters are the task's.
        convention: The convention in words and numbers.
        reference: `module.path.function`, or `file.py:function` relative to the bank.
        inputs: The tensor inputs, in the signature's order.
        parameters: The keywords, in the signature's order.
        dimensions: The least and greatest size of each named dimension.
        cases: The author's cases.
        forbidden: Built-ins that may not be used, by their short names.
        hints: From gentle to telling.
        misconceptions: The wrong variants that the grader can name.
        equivalent_mutants: Mutants of the solution that are right.
        formula: The card's formula, to show beside a counterexample.
        input_slack: How far the inputs may be moved without an answer turning wrong, for conventions that add
            an epsilon to a difference.
        bank: The folder of the bank, for files that the task names.
    """

    id: str
    title: str
    family: str
    difficulty: Difficulty
    entry_kind: Literal["function", "module", "backward"]
    name: str
    signature: str
    construct: str
    convention: str
    reference: str
    inputs: tuple[InputSpec, ...]
    parameters: tuple[ParameterSpec, ...]
    dimensions: Mapping[str, tuple[int, int]]
    cases: tuple[CaseSpec, ...]
    forbidden: tuple[str, ...]
    hints: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    equivalent_mutants: tuple[EquivalentMutant, ...]
    formula: str
    input_slack: float
    bank: Path

    kind = "implement"

    @property
    def prompt(self) -> str:
        """The task in words."""
        thing = {"function": "the function", "module": "the nn.Module", "backward": "the gradient by hand as"}
        return f"{self.title}: write {thing[self.entry_kind]} {self.signature}."


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from, and why it is right or wrong."""

    text: str
    correct: bool
    why: str


@dataclass(frozen=True, slots=True)
class ChooseQuestion:
    """Pick one of several; exactly one is right."""

    id: str
    title: str
    family: str
    difficulty: Difficulty
    loss: str
    prompt: str
    options: tuple[Option, ...]
    explanation: str
    sources: tuple[str, ...]
    hints: tuple[str, ...]

    kind = "choose"


@dataclass(frozen=True, slots=True)
class ComputeQuestion:
    """Work a number out by hand.

    Attributes:
        given: The values of the reference's inputs and parameters.
        answer: The number; `bank check` holds it against the reference.
        tolerance: How far off a typed answer may be.
    """

    id: str
    title: str
    family: str
    difficulty: Difficulty
    loss: str
    prompt: str
    given: Mapping[str, Any]
    answer: float
    tolerance: float
    explanation: str
    hints: tuple[str, ...]

    kind = "compute"


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """One thing a good explanation says, and phrases (regular expressions) of which one shows it."""

    point: str
    any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainQuestion:
    """Say it in words; a rubric of points is looked for."""

    id: str
    title: str
    family: str
    difficulty: Difficulty
    loss: str
    prompt: str
    rubric: tuple[RubricPoint, ...]
    needed: int
    model_answer: str
    hints: tuple[str, ...]

    kind = "explain"


@dataclass(frozen=True, slots=True)
class DebugQuestion:
    """Name the mistake in code: a misconception's code is shown, its sentence is the right answer."""

    id: str
    title: str
    family: str
    difficulty: Difficulty
    loss: str
    prompt: str
    code: str
    options: tuple[Option, ...]
    explanation: str
    hints: tuple[str, ...]

    kind = "debug"


Question = ChooseQuestion | ComputeQuestion | ExplainQuestion | DebugQuestion | ImplementTask


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
        return {q.id: q for q in self.questions.values() if isinstance(q, ImplementTask)}

    def of_kind(self, kind: Kind) -> Iterator[Question]:
        """Go through the questions of one kind."""
        return (q for q in self.questions.values() if q.kind == kind)
