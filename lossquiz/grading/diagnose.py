"""From failed comparisons to the name of the mistake; nothing rather than a wrong guess.

A diagnosis is given only when every case that can speak agrees with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.grading import patterns, ratios, variants
from lossquiz.grading.agreement import agrees, ordinary
from lossquiz.grading.outcomes import Returned

if TYPE_CHECKING:
    from lossquiz.grading.compare import Comparison
    from lossquiz.grading.outcomes import Outcome
    from lossquiz.questions.model import ImplementTask, Misconception


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What went wrong: an id, and at most two sentences in the terms of the candidate's code."""

    id: str
    message: str


Replay = Callable[["ImplementTask", "Misconception", Sequence["Comparison"]], Sequence["Outcome"]]


def diagnose(task: ImplementTask, comparisons: Sequence[Comparison], replay: Replay) -> tuple[Diagnosis, ...]:
    """Name the mistake behind failed comparisons.

    Args:
        task: The question.
        comparisons: Every case with its outcome.
        replay: Runs a misconception on the same cases, on the trusted side.

    Returns:
        The diagnoses, most telling first; empty when no known mistake fits every case.
    """
    if all(comparison.passed for comparison in comparisons):
        return ()
    form = tuple(Diagnosis(*found) for found in patterns.form(task, comparisons))
    if form:
        return form
    for search in (_misconceptions, _variants, _ratios, _patterns):
        found = next(search(task, comparisons, replay), None)
        if found is not None:
            return (found,)
    return ()


def _misconceptions(task: ImplementTask, comparisons: Sequence[Comparison], replay: Replay) -> Iterator[Diagnosis]:
    for misconception in task.misconceptions:
        if explains(comparisons, replay(task, misconception, comparisons)):
            yield Diagnosis(misconception.id, misconception.says)


def explains(comparisons: Sequence[Comparison], outcomes: Sequence[Outcome]) -> bool:
    """Whether another answer's outcomes are those of the submission wherever that can be told.

    Ordinary cases must all agree and one of them must have failed; when only extreme cases failed, they must agree too.
    """
    pairs = [(c, o) for c, o in zip(comparisons, outcomes, strict=True) if ordinary(c)]
    if not any(not c.passed for c, _ in pairs):
        pairs = list(zip(comparisons, outcomes, strict=True))
    told = [(c, o) for c, o in pairs if isinstance(c.outcome, Returned) or not c.passed]
    failed = any(not c.passed for c, _ in told)
    return failed and all(agrees(c.case, c.expected, c.outcome, o) for c, o in told)


def _variants(task: ImplementTask, comparisons: Sequence[Comparison], _replay: Replay) -> Iterator[Diagnosis]:
    yield from (Diagnosis(*found) for found in variants.search(task, comparisons))


def _ratios(task: ImplementTask, comparisons: Sequence[Comparison], _replay: Replay) -> Iterator[Diagnosis]:
    yield from (Diagnosis(*found) for found in ratios.search(task, comparisons))


def _patterns(task: ImplementTask, comparisons: Sequence[Comparison], _replay: Replay) -> Iterator[Diagnosis]:
    yield from (Diagnosis(*found) for found in patterns.search(task, comparisons))
