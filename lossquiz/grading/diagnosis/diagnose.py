"""From failed comparisons to the name of the mistake; nothing rather than a wrong guess.

A diagnosis is given only when every case that can speak agrees with it. Searches go from what is surest and cheapest to
what takes a fit; the first that finds something ends the search.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lossquiz.grading.diagnosis import (
    families,
    form,
    gradients,
    in_use,
    misconceptions,
    other_losses,
    precision,
    ratios,
    two_mistakes,
)
from lossquiz.grading.diagnosis.evidence import Evidence, Explanation, Found
from lossquiz.grading.diagnosis.named import Diagnosis
from lossquiz.grading.diagnosis.slopes import derivation_of
from lossquiz.questions.containing import sheltered

if TYPE_CHECKING:
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations


def diagnose(
    known: Expectations, comparisons: Sequence[Comparison], smaller: Sequence[Comparison] = ()
) -> tuple[Diagnosis, ...]:
    """Name the mistake behind failed comparisons.

    Args:
        known: The cases; misconceptions are replayed on them once, for all submissions.
        comparisons: Every case with its outcome, in the same order.
        smaller: Failing cases made smaller: no name may be contradicted by them.

    Returns:
        The diagnoses: one, or two where two mistakes together explain everything; empty when nothing fits every case.
    """
    if all(comparison.passed for comparison in comparisons):
        return ()
    told = in_use.without_side_effects(comparisons)
    wrong = [comparison for comparison in told if not comparison.passed]
    beside = _single(in_use.side_effects(comparisons))
    # What is wrong in use alone has its reason in what the calls did beside returning their results, if anything.
    searches = (_searches(Evidence(known, told, smaller=smaller)) if wrong else (), beside)
    in_order = reversed(searches) if all(c.case.call.use != "plain" for c in wrong) else searches
    with sheltered():
        found = next(itertools.chain.from_iterable(in_order), ())
    derivation = derivation_of(known, told, smaller) if found and wrong else ""
    return tuple(Diagnosis(name, message, derivation) for name, message in found)


def _searches(evidence: Evidence) -> Iterator[tuple[Found, ...]]:
    if not evidence.mostly_raises:
        yield from _single(form.of_results(evidence.known.task, evidence.comparisons))
    yield from _single(misconceptions.search(evidence))
    if not evidence.mostly_raises:
        yield from _single(in_use.only_in_use(evidence.comparisons))
    yield from _single(_changed(evidence))
    if evidence.mostly_raises:
        yield from _single(form.of_exceptions(evidence))
        return
    yield from _single(form.stale(evidence.comparisons))
    if not evidence.mostly_lost:
        yield from ratios.search(evidence)
        yield from _single(precision.search(evidence))
        yield from _single(families.search(evidence))
        yield from _single(other_losses.search(evidence))
        yield from two_mistakes.search(evidence)
        yield from two_mistakes.beside_a_factor(evidence)
        yield from _single(precision.search_double(evidence))
        yield from _single(gradients.search(evidence))
    yield from _single(form.search(evidence))


def _single(found: Iterable[Found]) -> Iterator[tuple[Found]]:
    return ((name,) for name in found)


def _changed(evidence: Evidence) -> Iterator[Found]:
    for changed in two_mistakes.of_changes(evidence.known):
        # One number below 0 may be anything but a bound.
        told = len(evidence.wrong) > 1 or changed.id != "input_clamped"
        if told and evidence.fits(changed) and not (changed.id == "parameter_ignored" and _untold(evidence, changed)):
            yield changed.id, changed.message


def _untold(evidence: Evidence, changed: Explanation) -> bool:
    """Whether a case is right for which a change has no value: then not each case gives what is said."""
    silent = (index for index in evidence.usual if evidence.comparisons[index].passed)
    return any(changed.value(index) is None for index in silent)
