"""Implement: write the loss as code. Its answers are files, which are graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from lossquiz.questions.kinds.implement.dimensions import ANY, dimensions_of
from lossquiz.questions.kinds.implement.parts import (
    ALIKE,
    ANY_SIZE,
    AT_LOGITS,
    STOPPED,
    CaseSpec,
    EquivalentMutant,
    InputSpec,
    MemorySpec,
    Misconception,
    ParameterSpec,
)
from lossquiz.questions.question import Question, Takes, frequency_of

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Mistakes
    from lossquiz.questions.replies import Answer, Body, Verdict

Data = Mapping[str, Any]
EntryKind = Literal["function", "module", "backward"]


@dataclass(frozen=True, slots=True)
class ImplementTask(Question):
    """Write the loss as code; its id is the loss's.

    Attributes:
        entry_kind: `function`, `module` (an `nn.Module` class) or `backward` (the gradient by hand).
        name: The function or class to define.
        convention: The convention in words and numbers.
        reference: `module.path.function`, or `file.py:function` relative to the bank.
        inputs: The tensor inputs, in the order of a call.
        parameters: The keywords, in the order of a call.
        dimensions: The least and greatest size of each named dimension.
        cases: The author's cases.
        forbidden: Built-ins that may not be used, by their short names; behind a `=`, without what computes the same.
        hints: From gentle to telling.
        misconceptions: The wrong variants that the grader can name.
        equivalent_mutants: Mutants of the solution that are right.
        formula: The card's formula, to show beside a counterexample.
        input_slack: How far the inputs may be moved without an answer turning wrong, for conventions that add
            an epsilon to a difference.
        bank: The folder of the bank, for files that the task names.
        memory: How large a tensor may be that is made on the way; without sizes, any.
    """

    kind: ClassVar[str] = "implement"
    help: ClassVar[str] = "Write the file, then let it be graded; the name of another file grades that one."
    takes: ClassVar[Takes] = "file"

    entry_kind: EntryKind
    name: str
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
    memory: MemorySpec = ANY_SIZE

    @property
    def by_row(self) -> frozenset[str]:
        """The inputs that have a row for each row of the batch, or an element for each element."""
        batch = next(iter(self.dimensions), "")
        return frozenset(spec.name for spec in self.inputs if spec.shape == (ANY,) or spec.shape[:1] == (batch,))

    @property
    def not_allowed(self) -> tuple[str, ...]:
        """The built-ins that may not be used, as people call them."""
        return tuple(name.removeprefix("=") for name in self.forbidden)

    @property
    def ban(self) -> str:
        """What may not be used, in words, or "" where nothing is forbidden."""
        return ", ".join((*self.not_allowed, ALIKE)) if self.forbidden else ""

    @property
    def stopped(self) -> frozenset[str]:
        """The inputs that no gradient may reach."""
        return frozenset(spec.name for spec in self.inputs if spec.stopped)

    @property
    def signature(self) -> str:
        """How it is called, as Python: the inputs, then the parameters with their defaults."""
        called = "forward" if self.entry_kind == "module" else self.name
        inputs = [spec.name for spec in self.inputs]
        return f"{called}({', '.join(inputs if self.entry_kind == 'module' else [*inputs, *self._keywords()])})"

    @property
    def construct(self) -> str:
        """For a module: how it is constructed, as Python; its parameters are the task's."""
        return f"{self.name}({', '.join(self._keywords())})" if self.entry_kind == "module" else ""

    def mistakes_that_give(self, numbers: Mapping[str, float]) -> list[tuple[str, str, float]]:
        """Return the known mistakes, each with its sentence and its number, as marking a typed one is told.

        Args:
            numbers: What a mistake gives, by its id, where it gives a number.
        """
        return [(known.id, known.says, numbers[known.id]) for known in self.misconceptions if known.id in numbers]

    def _keywords(self) -> list[str]:
        return [f"{spec.name}={spec.written}" if spec.written else spec.name for spec in self.parameters]

    def asking(self) -> str:
        """Return the task in words."""
        thing = {"function": "the function", "module": "the nn.Module", "backward": "the gradient by hand as"}
        return f"{self.title}: write {thing[self.entry_kind]} {self.signature}."

    def body(self) -> Body:
        """Return how it is constructed, the convention, and what is not allowed."""
        from lossquiz.questions.replies import Body

        forbidden = (("Not allowed: ", self.ban),) if self.ban else ()
        return Body(
            block=f"{self.construct}\n    .{self.signature}" if self.construct else "",
            notes=(("", self.convention), *forbidden),
            judged="its value" if self.entry_kind == "backward" else "value and gradient",
        )

    def details(self) -> Mapping[str, Any]:
        """Return the signature, the convention, and what is not allowed."""
        return {"signature": self.signature, "convention": self.convention, "forbidden": self.not_allowed}

    def mark(self, typed: str, *, order: Sequence[int] = (), mistakes: Mistakes | None = None) -> Verdict:
        """Refuse: a file is graded, not marked."""
        del typed, order, mistakes
        raise TypeError(f"{self.id} is graded, not marked")

    def answer(self, order: Sequence[int] = ()) -> Answer:
        """Return the model answer, from its file."""
        from lossquiz.questions.replies import Answer
        from lossquiz.questions.solutions import solution_source

        del order
        return Answer(f"A model answer to {self.id}", code=solution_source(self))

    def hints_in(self, bank: Bank, order: Sequence[int] = ()) -> tuple[str, ...]:
        """Return its own hints."""
        del bank, order
        return self.hints


def build(data: Data, bank: Path) -> ImplementTask:
    """Build the task from the checked file of its loss."""
    spec = data["implement"]
    kept = ("difficulty", "convention", "reference", "input_slack")
    return ImplementTask(
        id=data["id"],
        title=data["title"],
        family=data["card"]["family"],
        loss=data["id"],
        entry_kind=spec["kind"],
        name=spec["defines"],
        inputs=tuple(_input(name, value) for name, value in spec["inputs"].items()),
        parameters=tuple(_parameter(name, value) for name, value in spec["parameters"].items()),
        dimensions={name: (low, high) for name, (low, high) in spec["dimensions"].items()},
        cases=tuple(CaseSpec(kind=kind, **case) for kind, cases in spec["cases"].items() for case in cases),
        forbidden=tuple(spec["forbidden"]),
        hints=tuple(spec["hints"]),
        misconceptions=tuple(Misconception(**m) for m in spec["misconceptions"]),
        equivalent_mutants=tuple(EquivalentMutant(**m) for m in spec["equivalent_mutants"]),
        formula=data["card"]["formula"],
        bank=bank,
        memory=_memory(spec["memory"]),
        frequency=frequency_of(spec["frequency"]),
        **{name: spec[name] for name in kept},
    )


def _input(name: str, spec: Data) -> InputSpec:
    due, shape = spec["gradient"], dimensions_of(spec["shape"])
    return InputSpec(name, spec["sampler"], spec["options"], shape, bool(due), due == STOPPED, due == AT_LOGITS)


def _memory(spec: Data | None) -> MemorySpec:
    return MemorySpec(spec["of"], spec["share"], tuple(spec["sizes"])) if spec else ANY_SIZE


def _parameter(name: str, spec: Data) -> ParameterSpec:
    low, high = spec["range"] or (0.0, 0.0)
    written, whole = spec["default"], spec["whole"] or bool(spec["dimension"])
    default = None if not written else int(written) if whole else float(written)
    return ParameterSpec(name, default, low, high, written, whole, spec["dimension"], spec["also"])
