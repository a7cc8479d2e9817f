"""Factors that a wrong reduction, or a constant too many, puts on a loss."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossquiz.grading.diagnosis.agreement import ordinary_case
from lossquiz.grading.diagnosis.changed_calls import kept
from lossquiz.grading.diagnosis.evidence import Factor, Found
from lossquiz.grading.diagnosis.misconceptions import replay

if TYPE_CHECKING:
    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import Misconception

NEAR = 1e-3
TRIED = 8  # cases on which a misconception shows itself as a mere factor


@dataclass(frozen=True)
class NamedFactor:
    """A factor, and the mistake that it shows."""

    id: str
    message: str
    of: Factor

    def found(self, task: ImplementTask) -> Found:
        """Return the mistake, as it is said of what the question asks for."""
        return self.id, asked(task, self.message)


def _constant(factor: float, name: str, message: str) -> NamedFactor:
    return NamedFactor(name, message, lambda _case: factor)


CONSTANTS = (
    _constant(-1.0, "sign_flipped", "The sign is flipped: the result is the negative of the loss."),
    _constant(0.5, "half", "The result is half of the loss: there is a factor ½ too many."),
    _constant(2.0, "twice", "The result is twice the loss: a factor ½ is missing, or a term is counted twice."),
    _constant(
        1 / math.log(2), "ln_2", "The result is the loss divided by ln 2: the logarithm is to base 2, not natural."
    ),
    _constant(math.log(2), "ln_2", "The result is the loss times ln 2: it has been converted between bits and nats."),
    _constant(
        1 / math.log(10),
        "constant_factor",
        "The result is the loss divided by ln 10: the logarithm is to base 10, not natural.",
    ),
)


def counts(task: ImplementTask) -> Iterator[NamedFactor]:
    """Yield the factors that depend on the shape."""
    first = task.inputs[0].name

    def shape(case: Case) -> tuple[int, ...]:
        return next(t.array.shape for t in case.call.tensors if t.name == first)

    def elements(case: Case) -> float:
        return float(math.prod(shape(case)))

    def rows(case: Case) -> float:
        return float(shape(case)[0]) if shape(case) else 1.0

    def columns(case: Case) -> float:
        return float(math.prod(shape(case)[1:]))

    def less_one(count: float) -> float:
        return count / (count - 1) if count > 1 else math.nan

    yield NamedFactor(
        "element_count", "The result grows with the number of elements: a sum where the mean is asked for.", elements
    )
    yield NamedFactor(
        "batch_size", "The result is the batch size times the loss: it is summed over the batch, not averaged.", rows
    )
    yield NamedFactor(
        "class_count", "The result is too large by the size of a row: the mean over it is missing.", columns
    )
    yield NamedFactor(
        "class_count",
        "The result is too small by the size of a row: it is averaged over all elements, not over the rows.",
        lambda c: 1 / columns(c),
    )
    yield NamedFactor(
        "batch_size",
        "The result is divided by the batch size once more than it should be.",
        lambda c: 1 / rows(c),
    )
    yield NamedFactor(
        "element_count",
        "The result is divided by the number of elements once more than it should be.",
        lambda c: 1 / elements(c),
    )
    yield NamedFactor(
        "batch_size",
        "The sum is divided by the batch size minus one; the mean divides by the batch size.",
        lambda c: less_one(rows(c)),
    )
    yield NamedFactor(
        "element_count",
        "The sum is divided by the number of elements minus one; the mean divides by their number.",
        lambda c: less_one(elements(c)),
    )
    yield NamedFactor(
        "class_count",
        "The result is divided by the size of a row minus one, by which nothing divides.",
        lambda c: 1 / (columns(c) - 1) if columns(c) > 1 else math.inf,
    )
    yield NamedFactor(
        "class_count",
        "The result is divided by the logarithm of the number of classes; the loss is not normalised.",
        lambda c: 1 / math.log(columns(c)) if columns(c) > 1 else math.inf,
    )
    yield NamedFactor(
        "element_count",
        "The result is divided by the root of the number of elements, not by their number.",
        lambda c: math.sqrt(elements(c)),
    )


def asked(task: ImplementTask, message: str) -> str:
    """Say of a mistake in a result what the result is: the loss, or the gradient where that is written by hand."""
    return message.replace("the loss", "the gradient") if task.entry_kind == "backward" else message


def beside(known: Expectations, factor: NamedFactor) -> Found:
    """Return the name of a factor that stands beside another mistake: of the right loss it says nothing."""
    name, message = own_name(known, factor)
    return name, f"Beside that mistake, and measured against it: {message[:1].lower()}{message[1:]}"


def own_name(known: Expectations, factor: NamedFactor) -> Found:
    """Return what the question itself calls a factor, where one of its misconceptions is no more than that."""
    for misconception in known.task.misconceptions:
        if _is_factor(known, misconception, factor):
            return misconception.id, misconception.says
    return factor.found(known.task)


def _is_factor(known: Expectations, misconception: Misconception, factor: NamedFactor) -> bool:
    ratios: tuple[tuple[int, float], ...] = kept(
        known, ("ratios", misconception.code), lambda: tuple(_ratios(known, misconception.code))
    )
    pairs = [(ratio, factor.of(known.cases[index])) for index, ratio in ratios]
    return len(pairs) > 1 and all(math.isclose(ratio, due, rel_tol=NEAR) for ratio, due in pairs)


def is_mere_factor(known: Expectations, misconception: Misconception) -> bool:
    """Whether a misconception is the loss times one of the factors that have a name."""
    return any(_is_factor(known, misconception, factor) for factor in (*CONSTANTS, *counts(known.task)))


def _ratios(known: Expectations, code: str) -> Iterator[tuple[int, float]]:
    """Yield the ratio of a misconception to what is right, in a few cases of different sizes."""
    tried: set[int] = set()
    for index, (case, expected) in enumerate(zip(known.cases, known.expected, strict=True)):
        if not ordinary_case(case) or case.size in tried or len(tried) >= TRIED:
            continue
        value = replay(known, code).value(index)
        top = int(np.argmax(np.abs(expected.value)))
        if isinstance(value, np.ndarray) and abs(expected.value.flat[top]) > NEAR:
            tried.add(case.size)
            yield index, float(value.flat[top] / expected.value.flat[top])
