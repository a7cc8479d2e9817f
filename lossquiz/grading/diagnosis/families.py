"""Changed calls with one free number: an epsilon, a bound, a weight, a smoothing. The number is fitted, then proved.

It is found in one wrong case, by trying those that people write and then by halving an interval, and stands only if
it explains all the other cases.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lossquiz.grading.diagnosis.changed_calls import Arrays, changed_value, inputs_of, kept
from lossquiz.grading.diagnosis.changes import PROBABILITIES, mapped, swaps, with_parameter
from lossquiz.grading.diagnosis.evidence import Evidence, Explanation, Found
from lossquiz.grading.diagnosis.rows import labelled, smoothed, weighted
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.diagnosis.changed_calls import Changed
    from lossquiz.grading.diagnosis.evidence import Value
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask

USUAL = (0.0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.7, 0.75, 0.8, 0.9, 0.95, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0)
BOUNDS = (*(v for v in USUAL if v >= 0.5), 15.0, 16.0, 20.0, 30.0, 50.0, 60.0, 80.0, 88.0, 100.0)  # noqa: PLR2004
SHARES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
WEIGHTS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0)
SCALES = (0.01, 0.1, 0.25, 0.5, 0.75, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 20.0, 30.0, 64.0, 100.0)
EPSILONS = (*(10.0**-k for k in range(1, 21)), 1e-30, 1e-38, 2.0**-23, 2.0**-52)
HALVINGS = 24
NEIGHBOURS = (0.25, 0.5, 0.8, 1.25, 2.0, 4.0)  # times a number: where one of them explains as much, it is not known
_PLACE = re.compile(r"(?:about )?([−±]?)\{:\.3g\}")
MOST_INTERVALS = 2
DIGITS = 4
EVERY = 4  # one usual number in so many tells whether the others are to be tried
FLAT = 10.0  # times what is allowed: so much of a gradient is none of rounding
STEP = 1e-3  # how far an element is moved to see whether it matters
SEEN = 2  # a number of no round size must be seen in so many cases beside the one that it comes from


@dataclass(frozen=True)
class Member(Explanation):
    """An explanation with the number that makes it fit, and whether no other one nearby does."""

    number: float = math.nan
    exact: bool = True


@dataclass(frozen=True)
class Family:
    """Explanations that differ in one number.

    Attributes:
        id: What the mistake is called.
        message: The mistake in words, with a place for the number.
        numbers: The numbers that people write.
        value: The value for a number in a case.
        refuted: Whether the gradients that came back speak against a number.
        turns: Whether what a number does to a value may go up and down again: then each of them is tried.
    """

    id: str
    message: str
    numbers: Sequence[float]
    value: Callable[[float, int], Value]
    refuted: Callable[[Evidence, float], bool] = lambda _evidence, _number: False
    turns: bool = False

    def at(self, number: float) -> Member:
        """Return the explanation with a number."""
        return Member(self.id, self.message.format(number), partial(self.value, number), number=number)

    def said(self, evidence: Evidence, number: float) -> Member:
        """Return the explanation with a number as far as the cases establish it."""
        found = self.at(number)
        like = [n for n in (number * share for share in NEIGHBOURS) if evidence.fits(self.at(n))]
        if number and like:
            low, high = min(number, *like), max(number, *like)
            text = _PLACE.sub(
                rf"about \g<1>{number:.3g} (\g<1>{low:.3g} to \g<1>{high:.3g} give the same here)", self.message
            )
            return replace(found, message=text.format(), exact=False)
        return found


def search(evidence: Evidence) -> Iterator[Found]:
    """Yield the families of which one number explains everything."""
    for family in kept(evidence.known, "families", lambda: tuple(_families(evidence.known))):
        found = fit(evidence, family)
        if found is not None:
            yield family.id, found.message


def fit(evidence: Evidence, family: Family) -> Member | None:
    """Return the member of a family that explains every case, or None."""
    known, usual = evidence.known, family.numbers
    speaking = (index for index in evidence.probes if _tried(known, family, usual[0], index) is not None)
    probe = next(speaking, None)
    if probe is None:
        return None
    if not family.turns and not _may_fit(evidence, family, probe):
        return None
    values = [(number, _tried(known, family, number, probe)) for number in usual]
    for number, value in values:
        near = isinstance(value, np.ndarray) and evidence.near(probe, value)
        if near and evidence.fits(family.at(number)) and not family.refuted(evidence, number):
            found = family.said(evidence, number)
            if len(evidence.wrong) > 1 or found.exact:  # one case, in which any number would do, tells of none
                return found
    for low, high in itertools.islice(_brackets(evidence, probe, values), MOST_INTERVALS):
        member = family.at(_solve(evidence, family, probe, low, high))
        if evidence.fits(member, least=1 + SEEN) and not family.refuted(evidence, member.number):
            return family.said(evidence, member.number)
    return None


def _may_fit(evidence: Evidence, family: Family, probe: int) -> bool:
    """Whether one of the usual numbers may give what came back: a few, from end to end, are not all off to one side."""
    few = sorted({*family.numbers[::EVERY], min(family.numbers), max(family.numbers)})
    values = [_tried(evidence.known, family, number, probe) for number in few]
    signs = [_signs(evidence, probe, value) for value in values]
    near = (isinstance(value, np.ndarray) and evidence.near(probe, value) for value in values)
    return None in signs or len({s > 0 for s in signs if s}) > 1 or any(near)


def _tried(known: Expectations, family: Family, number: float, index: int) -> Value:
    """Return a value for one of the usual numbers, which all submissions ask for."""
    key = ("tried", family.id, family.message, number, index)
    value: Value = kept(known, key, partial(family.value, number, index))
    return value


def _signs(evidence: Evidence, probe: int, value: Value) -> float | None:
    if not isinstance(value, np.ndarray):
        return None
    element = _worst_element(evidence, probe)
    difference = float(value.flat[element] - evidence.got[probe].flat[element])
    return None if math.isnan(difference) else difference


def _worst_element(evidence: Evidence, probe: int) -> int:
    return int(np.argmax(np.abs(evidence.got[probe] - evidence.comparisons[probe].expected.value)))


def _brackets(evidence: Evidence, probe: int, values: Sequence[tuple[float, Value]]) -> Iterator[tuple[float, float]]:
    signed = sorted((n, s) for n, value in values if (s := _signs(evidence, probe, value)) is not None)
    for (low, one), (high, two) in itertools.pairwise(signed):
        if one * two < 0:
            yield low, high


def _solve(evidence: Evidence, family: Family, probe: int, low: float, high: float) -> float:
    """Halve an interval at whose ends the value is too small and too large; on a logarithmic scale where it is wide."""
    wide = low > 0 and high / low > 5  # noqa: PLR2004
    below = _signs(evidence, probe, family.value(low, probe)) or 0.0
    for _ in range(HALVINGS):
        middle = math.sqrt(low * high) if wide else (low + high) / 2
        sign = _signs(evidence, probe, family.value(middle, probe))
        if sign is None:
            break
        low, high = (middle, high) if sign * below > 0 else (low, middle)
    return float(f"{(low + high) / 2:.{DIGITS}g}")


def _families(known: Expectations) -> Iterator[Family]:
    task = known.task
    if labelled(task):
        yield from _smoothing(known)
    if labelled(task) and task.entry_kind != "backward":
        yield from _class_weights(known)
    for free in itertools.chain(_parameters(task), _inputs(task)):
        value, refuted = partial(_value, known, free.change), partial(_pulls_where_flat, free.change)
        # Of an epsilon it goes one way. A bound, a scale or another parameter may make the loss large on both sides.
        turns = free.numbers is not EPSILONS
        yield Family(free.id, free.message, free.numbers, value, refuted, turns=turns)


FreeChange = Callable[[float, "Case", Arrays], "Changed"]


class Free(NamedTuple):
    """A changed call with a free number: what it is called, in words, and the numbers that people write."""

    id: str
    message: str
    numbers: Sequence[float]
    change: FreeChange


def _value(known: Expectations, change: FreeChange, number: float, index: int) -> Value:
    return changed_value(known, partial(change, number), index)


def _pulls_where_flat(change: FreeChange, evidence: Evidence, number: float) -> bool:
    """Whether gradients came back for elements that do not matter under a change: beyond a clamp there are none."""
    flat = pulled = 0
    for index in evidence.wrong:
        comparison = evidence.comparisons[index]
        case, expected, outcome = comparison.case, comparison.expected, comparison.outcome
        if not case.judge_gradient or not isinstance(outcome, Returned):
            continue
        arrays = inputs_of(evidence.known, index)
        for name, allowed in expected.gradient_allowed.items():
            gradient = outcome.gradients.get(name)
            still = _still(change, number, case, arrays, name) if gradient is not None else None
            if gradient is None or still is None or gradient.shape != still.shape:
                continue
            flat += int(still.sum())
            pulled += int((still & (np.abs(gradient) > FLAT * allowed)).sum())
    return pulled > flat / 2


def _still(change: FreeChange, number: float, case: Case, arrays: Arrays, name: str) -> NDArray[np.bool_] | None:
    """Return which elements of an input may move a little while a change makes the same of them; None for all."""
    moved = {**arrays, name: arrays[name] + STEP * np.maximum(np.abs(arrays[name]), STEP)}
    before, after = change(number, case, arrays), change(number, case, moved)
    if not isinstance(before, tuple) or not isinstance(after, tuple) or before[0].keys() != after[0].keys():
        return None
    same = [
        np.equal(before[0][key], after[0][key]) for key in before[0] if np.shape(before[0][key]) == arrays[name].shape
    ]
    still: NDArray[np.bool_] = np.logical_and.reduce(same)
    return still


def _smoothing(known: Expectations) -> Iterator[Family]:
    message = "The labels are smoothed: {:.3g} of the weight goes to all classes alike; the target is used as it comes."
    yield Family("label_smoothing", message, SHARES, partial(smoothed, known, spread=False))
    message = "The labels are smoothed: {:.3g} of the weight goes to the other classes; the target is used as it comes."
    yield Family("label_smoothing", message, SHARES, partial(smoothed, known, spread=True))


def _class_weights(known: Expectations) -> Iterator[Family]:
    spec = labelled(known.task)
    assert spec is not None  # noqa: S101 - checked by the caller
    pairs = {"zero_one": (0.0, 1.0), "minus_plus": (-1.0, 1.0)}
    for label in pairs.get(SAMPLERS[spec.sampler].labels, ()):
        message = f"{spec.name} = {label:g} weighs {{:.3g}} times as much as it should; all weigh the same."
        yield Family("class_weighted", message, WEIGHTS, partial(weighted, known, label))
    if pairs.get(SAMPLERS[spec.sampler].labels):
        low, _ = pairs[SAMPLERS[spec.sampler].labels]
        message = "The classes are weighted, {:.3g} for the positive one and the rest of 1 for the other; none is."
        yield Family("alpha_added", message, WEIGHTS[1:5], partial(_balanced, known, low))


def _balanced(known: Expectations, low: float, alpha: float, index: int) -> Value:
    """Return α times the positives and 1 − α times the negatives."""
    positives, both = weighted(known, low, 0.0, index), weighted(known, low, 1 - alpha, index)
    if not isinstance(positives, np.ndarray) or not isinstance(both, np.ndarray):
        return None
    return np.asarray(both + (alpha - 1) * positives)


def _parameters(task: ImplementTask) -> Iterator[Free]:
    for spec in task.parameters:
        if spec.whole:
            continue
        name = spec.name
        if spec.default is not None:
            message = f"The default of {name} is {{:.3g}}; the signature asks for {spec.default:g}."
            yield Free("wrong_default", message, USUAL, partial(_default, name))
        message = f"{name} is fixed at {{:.3g}} in the code; use the argument."
        yield Free("parameter_ignored", message, USUAL, partial(_fixed, name))
        message = f"{name} is never more than {{:.3g}} in the code; use the argument as it comes."
        yield Free("parameter_capped", message, USUAL, partial(_capped, name, min))
        message = f"{name} is never less than {{:.3g}} in the code; use the argument as it comes."
        yield Free("parameter_capped", message, USUAL, partial(_capped, name, max))


def _default(name: str, number: float, case: Case, arrays: Arrays) -> Changed:
    given = {s.name for s in (*case.call.keyword, *case.call.positional, *case.call.construct)}
    return (arrays, case.values) if name in given else (arrays, {**case.values, name: number})


def _fixed(name: str, number: float, case: Case, arrays: Arrays) -> Changed:
    return arrays, {**case.values, name: number}


def _capped(name: str, bound: Callable[[float, float], float], number: float, case: Case, arrays: Arrays) -> Changed:
    return with_parameter(name, lambda value: bound(value, number), case, arrays)


def _inputs(task: ImplementTask) -> Iterator[Free]:
    real = [
        spec for spec in task.inputs if SAMPLERS[spec.sampler].dtype == "float" and not SAMPLERS[spec.sampler].labels
    ]
    for spec in real:
        name = spec.name
        if spec.sampler in PROBABILITIES:
            message = f"{name} are clipped at {{:.3g}}; use them as they come."
            yield Free("probs_clamped", message, EPSILONS, partial(_clip, name))
            yield Free("probs_clamped", message, EPSILONS, partial(_clip_each, task, name))
            message = f"{name} are never less than {{:.3g}} in the code; use them as they come."
            yield Free("probs_clamped", message, EPSILONS, partial(_clip_below, name))
            message = f"{{:.3g}} is added to {name}, which the loss takes as they come."
            yield Free("epsilon_in_the_log", message, EPSILONS, partial(_shift, name))
        else:
            yield from _clamped("input_clamped", name, "use it as it comes", partial(_clamp, name))
            message = f"{name} is multiplied by {{:.3g}} first; use it as it comes."
            yield Free("input_scaled", message, SCALES, partial(_scale, name))
    alike = len({(spec.sampler, spec.shape) for spec in real}) == 1
    if len(real) == len(task.inputs) == 2 and alike:  # noqa: PLR2004 - two of a kind
        change = partial(_clamp_error, real[0].name, real[1].name)
        yield from _clamped("error_clamped", "The error", "nothing bounds it", change)
    if task.entry_kind != "backward":
        yield from _swapped_and_clipped(task)


def _clamped(name: str, what: str, instead: str, clamp: Callable[..., Changed]) -> Iterator[Free]:
    """Yield that something has a bound above, below, or on both sides, of which no case may show the other one."""
    above, below = partial(clamp, below=False), partial(clamp, above=False)
    yield Free(name, f"{what} is never more than {{:.3g}} in the code; {instead}.", BOUNDS, above)
    yield Free(name, f"{what} is never less than −{{:.3g}} in the code; {instead}.", BOUNDS, below)
    yield Free(name, f"{what} is clamped to ±{{:.3g}}; {instead}.", BOUNDS, clamp)


def _swapped_and_clipped(task: ImplementTask) -> Iterator[Free]:
    for name, message, swap in swaps(task):
        for spec in task.inputs:
            if spec.sampler in PROBABILITIES and spec.gradient:
                said = f"{message} What then stands in the logarithm is clipped at {{:.3g}}."
                yield Free(name, said, EPSILONS, partial(_after, swap, partial(_clip, spec.name)))


def _after(first: Any, then: FreeChange, number: float, case: Case, arrays: Arrays) -> Changed:
    changed = first(case, arrays)
    return then(number, case, changed[0]) if isinstance(changed, tuple) else changed


def _clip(name: str, number: float, case: Case, arrays: Arrays) -> Changed:
    return mapped(name, lambda array: np.clip(array, number, 1 - number), case, arrays)


def _clip_each(task: ImplementTask, name: str, number: float, case: Case, arrays: Arrays) -> Changed:
    """Clip p where the label is 1, and 1 − p where it is 0; the latter as no p in single precision could be."""
    spec = labelled(task)
    if spec is None or SAMPLERS[spec.sampler].labels != "zero_one":
        return None
    probs = arrays[name]
    clipped = np.where(arrays[spec.name] > 0, np.maximum(probs, number), 1 - np.maximum(1 - probs, number))
    return {**arrays, name: clipped}, case.values


def _clip_below(name: str, number: float, case: Case, arrays: Arrays) -> Changed:
    return mapped(name, lambda array: np.maximum(array, number), case, arrays)


def _shift(name: str, number: float, case: Case, arrays: Arrays) -> Changed:
    return mapped(name, lambda array: array + number, case, arrays)


def _clamp(name: str, number: float, case: Case, arrays: Arrays, *, above: bool = True, below: bool = True) -> Changed:
    return mapped(name, lambda array: _between(array, number, above=above, below=below), case, arrays)


def _between(array: NDArray[Any], number: float, *, above: bool, below: bool) -> NDArray[Any]:
    return np.asarray(np.clip(array, -number if below else None, number if above else None))


def _scale(name: str, number: float, case: Case, arrays: Arrays) -> Changed:
    return mapped(name, lambda array: array * number, case, arrays)


def _clamp_error(
    one: str, two: str, number: float, case: Case, arrays: Arrays, *, above: bool = True, below: bool = True
) -> Changed:
    error = _between(arrays[one] - arrays[two], number, above=above, below=below)
    return {**arrays, one: error, two: np.zeros_like(error)}, case.values
