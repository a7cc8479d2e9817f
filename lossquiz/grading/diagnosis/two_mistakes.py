"""Two simple mistakes at once: one that has a name, and a factor beside it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from lossquiz.grading.diagnosis import families, misconceptions
from lossquiz.grading.diagnosis.agreement import differs_from_right
from lossquiz.grading.diagnosis.changed_calls import changed_roughly, changed_value, distance, kept
from lossquiz.grading.diagnosis.changes import changes
from lossquiz.grading.diagnosis.evidence import Evidence, Explanation, Found
from lossquiz.grading.diagnosis.factors import beside, is_mere_factor
from lossquiz.grading.diagnosis.misconceptions import explanation
from lossquiz.grading.diagnosis.other_losses import of_this_form
from lossquiz.grading.diagnosis.ratios import ROUGHLY, factors, likely, probed
from lossquiz.grading.diagnosis.rows import classes_apart

if TYPE_CHECKING:
    from lossquiz.grading.diagnosis.changed_calls import Change
    from lossquiz.grading.diagnosis.evidence import Value
    from lossquiz.grading.diagnosis.factors import NamedFactor
    from lossquiz.grading.judging.expectations import Expectations

SEEN = 3
ALONE = 0.3  # of the cases must show a factor by itself


def of_changes(known: Expectations) -> tuple[Explanation, ...]:
    """Return the changed calls that have nothing to be fitted."""
    made: tuple[Explanation, ...] = kept(known, "changes", lambda: tuple(_of_changes(known)))
    return made


def _of_changes(known: Expectations) -> Iterator[Explanation]:
    for number, (name, message, change) in enumerate(changes(known.task)):
        value, error = partial(_changed, known, number, change), partial(_rounding, known, number, change)
        yield Explanation(name, message, value, error)
    yield from classes_apart(known)


def _changed(known: Expectations, number: int, change: Change, index: int) -> Value:
    value: Value = kept(known, ("change", number, index), partial(changed_value, known, change, index))
    return value


def _rounding(known: Expectations, number: int, change: Change, index: int) -> float:
    """Return the rounding error of a changed call in a case's own precision, as far as computing it there shows it."""

    def work() -> float:
        return distance(_changed(known, number, change, index), changed_roughly(known, change, index))

    error: float = kept(known, ("rounding of a change", number, index), work)
    return error


def search(evidence: Evidence) -> Iterator[tuple[Found, Found]]:
    """Yield a mistake of which a factor makes what the submission gives."""
    known = evidence.known
    if len(evidence.probes) < 2:  # noqa: PLR2004 - a factor fits any single case
        return
    seen = [factor for factor in factors(known) if not _is_one(evidence, factor)]
    for other in kept(known, "firsts", lambda: tuple(_firsts(known))):
        ratios = probed(evidence, other)
        for factor in seen:
            if likely(ratios, factor) and evidence.fits(other, factor.of, least=SEEN) and _is_seen(evidence, other):
                yield (other.id, other.message), beside(known, factor)


def _is_one(evidence: Evidence, factor: NamedFactor) -> bool:
    """Whether a factor is none in these cases: the columns of a vector are 1."""
    return all(math.isclose(factor.of(evidence.known.cases[index]), 1.0) for index in evidence.wrong)


def _is_seen(evidence: Evidence, other: Explanation) -> bool:
    """Whether a mistake changes a value at all: of one that changes gradients only, values say nothing."""
    pairs = ((evidence.comparisons[index], other.value(index)) for index in evidence.wrong)
    return any(isinstance(value, np.ndarray) and differs_from_right(c, value) for c, value in pairs)


def beside_a_factor(evidence: Evidence) -> Iterator[tuple[Found, Found]]:
    """Yield a mistake with a fitted number, and a factor that the cases which it leaves alone show by themselves."""
    known = evidence.known
    for factor in factors(known):
        alone = sum(math.isclose(ratio, factor.of(case), rel_tol=ROUGHLY) for case, ratio in evidence.ratios)
        if alone < ALONE * len(evidence.ratios) or not alone or _is_one(evidence, factor):
            continue
        rest = Evidence(known, evidence.comparisons, factor.of)
        for name, message in itertools.chain(misconceptions.with_other_constants(rest), families.search(rest)):
            yield (name, message), beside(known, factor)


def _firsts(known: Expectations) -> Iterator[Explanation]:
    for misconception in known.task.misconceptions:
        if not is_mere_factor(known, misconception):
            yield explanation(known, misconception)
    yield from of_changes(known)
    if known.task.entry_kind != "backward":
        yield from of_this_form(known)
