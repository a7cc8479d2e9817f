"""From failed comparisons to the name of the mistake; nothing rather than a wrong guess.

A diagnosis is given only when every case that can speak agrees with it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.grading.diagnosis import form, ratios, variants
from lossquiz.grading.diagnosis.agreement import (
    agrees,
    agrees_in_gradient,
    ordinary,
    real_numbers,
    refutes,
    wrong_value,
)
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.grading.trusted import WrongVariant

if TYPE_CHECKING:
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.grading.sandbox.both.outcomes import Outcome
    from lossquiz.questions.model import Misconception

MOST_GRADIENTS = 0.75
EPSILON = re.compile(r"\b1e-\d+\b")
EPSILONS = ("1e-2", "1e-3", "1e-4", "1e-5", "1e-6", "1e-7", "1e-8", "1e-9", "1e-10", "1e-12")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What went wrong: an id, and at most two sentences in the terms of the candidate's code."""

    id: str
    message: str


def diagnose(known: Expectations, comparisons: Sequence[Comparison]) -> tuple[Diagnosis, ...]:
    """Name the mistake behind failed comparisons.

    Args:
        known: The cases; misconceptions are replayed on them once, for all submissions.
        comparisons: Every case with its outcome, in the same order.

    Returns:
        The diagnoses, most telling first; empty when no known mistake fits every case.
    """
    if all(comparison.passed for comparison in comparisons):
        return ()
    wrong_form = tuple(Diagnosis(*found) for found in form.of_results(known.task, comparisons))
    if wrong_form:
        return wrong_form
    searches = (
        _misconceptions(known, comparisons),
        variants.search(known, comparisons),
        ratios.search(known.task, comparisons),
        form.search(known.task, comparisons),
    )
    found = next(itertools.chain.from_iterable(searches), None)
    return () if found is None else (Diagnosis(*found),)


def _misconceptions(known: Expectations, comparisons: Sequence[Comparison]) -> Iterator[tuple[str, str]]:
    as_written = ((m, m.code) for m in known.task.misconceptions)
    other_sizes = ((m, code) for m in known.task.misconceptions for code in _other_epsilons(m))
    for misconception, code in itertools.chain(as_written, other_sizes):
        if explains(comparisons, replay(known, code)):
            yield misconception.id, misconception.says


def _other_epsilons(misconception: Misconception) -> Iterator[str]:
    """Yield the code with an epsilon of other sizes, unless the sentence on it speaks of one size."""
    if EPSILON.search(misconception.says):
        return
    for size in EPSILONS:
        code = EPSILON.sub(size, misconception.code)
        if code != misconception.code:
            yield code


class Replay:
    """The code of a misconception on the cases, run in this process where it is looked at: the bank is trusted.

    Most misconceptions are told from a submission by its first wrong case; the others are then never run.
    """

    def __init__(self, known: Expectations, code: str) -> None:
        self._known = known
        self._variant = WrongVariant(code, known.task)
        self._outcomes: dict[int, Outcome] = {}

    def __getitem__(self, index: int) -> Outcome:
        """Return the outcome of one case."""
        if index not in self._outcomes:
            self._outcomes[index] = self._variant.call(self._known.calls[index])
        return self._outcomes[index]


def replay(known: Expectations, code: str) -> Replay:
    """Return the replay of a misconception, one for all submissions."""
    key = ("misconception", code)
    if key not in known.memory:
        known.memory[key] = Replay(known, code)
    replayed: Replay = known.memory[key]
    return replayed


def explains(comparisons: Sequence[Comparison], outcomes: Replay) -> bool:
    """Whether another answer's outcomes are those of the submission wherever that can be told.

    Ordinary cases must all agree and one of them must have failed; when only extreme cases failed, they must agree too.
    """
    chosen = [index for index, c in enumerate(comparisons) if ordinary(c)]
    if all(comparisons[index].passed for index in chosen):
        chosen = list(range(len(comparisons)))
    told = [
        index for index in chosen if isinstance(comparisons[index].outcome, Returned) or not comparisons[index].passed
    ]
    told.sort(key=lambda index: comparisons[index].passed)  # a wrong case tells soonest
    for index in told:
        c = comparisons[index]
        if not agrees(c.case, c.expected, c.outcome, outcomes[index]):
            return False
    pairs = [(comparisons[index], outcomes[index]) for index in told]
    if not _same_gradients(pairs):
        return False
    # A wrong dtype says nothing of the numbers, which are what a misconception explains.
    failed = [(c, o) for c, o in pairs if any(f.check != "dtype" for f in c.failures)]
    return bool(failed) and not any(refutes(c, real_numbers(o)) for c, o in failed)


def _same_gradients(told: Sequence[tuple[Comparison, Outcome]]) -> bool:
    """Whether gradients agree where they alone are wrong, and nearly everywhere: clamp and relu differ in a corner."""
    same = [agrees_in_gradient(c.case, c.expected, c.outcome, o) for c, o in told]
    alone = [agree for agree, (c, _) in zip(same, told, strict=True) if not c.passed and not wrong_value(c)]
    return all(alone) and sum(same) >= MOST_GRADIENTS * len(same)
