"""Mistakes that show in one number: the ratio, or the difference, of what came to what was right."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.diagnosis.changed_calls import kept
from lossquiz.grading.diagnosis.evidence import MIN_CASES, MIN_VALUE, Evidence, Explanation, Found
from lossquiz.grading.diagnosis.factors import CONSTANTS, NamedFactor, asked, counts, own_name
from lossquiz.grading.judging.sizes import all_finite, greatest
from lossquiz.grading.judging.tolerance import ATOL
from lossquiz.grading.sandbox.both.outcomes import Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.diagnosis.evidence import Value
    from lossquiz.grading.judging.expectations import Expectations

FEW_DIGITS = 1e-3  # an offset below comes of a constant that was not written out
WHOLE = 1e-4
NO_FACTOR = 1e-3  # what is nearer to 1 is another mistake, and in most cases would be written as 1
ROUGHLY = 1e-2
APART = 0.05  # of the greatest element


def right(known: Expectations) -> Explanation:
    """Return the loss itself as an explanation."""

    def value(index: int) -> Value:
        return known.expected[index].value

    return Explanation("", "", value)


def factors(known: Expectations) -> tuple[NamedFactor, ...]:
    """Return every factor that has a name."""
    made: tuple[NamedFactor, ...] = kept(known, "factors", lambda: (*CONSTANTS, *counts(known.task)))
    return made


def search(evidence: Evidence) -> Iterator[tuple[Found, ...]]:
    """Yield what one factor, two factors or one offset explains in every ordinary case."""
    if not evidence.probes or len(evidence.told) < MIN_CASES:
        return
    loss = right(evidence.known)
    tried = probed(evidence, loss)
    for factor in factors(evidence.known):
        if likely(tried, factor) and evidence.fits(loss, factor.of):
            yield (factor.found(evidence.known.task), *_gradient_apart(evidence, factor))
    yield from _two_constants(evidence, loss)
    yield from _constant_factor(evidence, loss)
    yield from _offset(evidence)
    yield from _constant(evidence)
    yield from _count_and_constant(evidence, loss)


def _gradient_apart(evidence: Evidence, factor: NamedFactor) -> Iterator[Found]:
    """Yield that a gradient is mostly not that of the value, where a factor explains the value alone."""
    wrong = map(evidence.comparisons.__getitem__, evidence.wrong)
    judged = [c for c in wrong if c.case.judge_gradient and c.case.kind != "boundary"]
    apart = Counter(
        name
        for c in judged
        if isinstance(c.outcome, Returned)
        for name, right in c.expected.gradients.items()
        if not _is_times(factor.of(c.case), c.outcome.gradients.get(name), right)
    )
    names = [spec.name for spec in evidence.known.task.inputs if apart[spec.name] > len(judged) / 2]
    if len(judged) >= MIN_CASES and names:
        message = f"The gradient of {' and '.join(names)} is not that of this value: look for a detach, or a clamp."
        yield "gradient_apart", message


def _is_times(factor: float, got: NDArray[Any] | None, right: NDArray[np.float64]) -> bool:
    """Whether a gradient is roughly a factor times the right one, by its own size."""
    wanted = factor * right
    size = greatest(wanted)
    if got is None:
        return not size
    if got.shape != wanted.shape or not (all_finite(wanted) and all_finite(got)):
        return True  # which says nothing
    return bool(np.all(np.abs(got - wanted) <= APART * size + ATOL["float32"]))


def probed(evidence: Evidence, explanation: Explanation) -> list[tuple[Case, float]]:
    """Return what came back divided by an explanation's value in a few wrong cases; nothing where that is lost."""
    pairs = []
    for index in evidence.probes:
        ratio = evidence.ratio(index, explanation.value(index))
        if ratio is None:
            return []
        pairs.append((evidence.comparisons[index].case, ratio))
    return pairs


def likely(ratios: Sequence[tuple[Case, float]], factor: NamedFactor) -> bool:
    """Whether a factor explains the first few wrong cases, roughly: the rest is then worth a look."""
    return bool(ratios) and all(math.isclose(ratio, factor.of(case), rel_tol=ROUGHLY) for case, ratio in ratios)


def _constant_factor(evidence: Evidence, loss: Explanation) -> Iterator[tuple[Found, ...]]:
    constant = _common_ratio(evidence)
    if constant is not None and evidence.fits(loss, lambda _case: constant):
        message = asked(evidence.known.task, f"The result is {constant:.4g} times the loss in every case.")
        yield (("constant_factor", message),)


def _common_ratio(evidence: Evidence, factor: NamedFactor | None = None) -> float | None:
    """Return the ratio to the right value, or to it times a factor, that is the same in most cases."""
    dues = [(ratio, factor.of(case) if factor else 1.0) for case, ratio in evidence.ratios]
    ratios = [ratio / due for ratio, due in dues if math.isfinite(due) and due]
    if len(ratios) < MIN_CASES:
        return None
    middle = statistics.median(ratios)
    alike = sum(math.isclose(ratio, middle, rel_tol=ROUGHLY) for ratio in ratios)
    differs = middle and abs(middle - 1) > NO_FACTOR
    return middle if differs and alike > len(ratios) / 2 else None


def _two_constants(evidence: Evidence, loss: Explanation) -> Iterator[tuple[Found, ...]]:
    """Yield two constants that have names of their own: the sign and a half."""
    any_case = evidence.comparisons[0].case
    ratio = _common_ratio(evidence)
    for one, two in itertools.combinations(CONSTANTS, 2):
        product = one.of(any_case) * two.of(any_case)
        if ratio is None or product == 1 or not math.isclose(product, ratio, rel_tol=WHOLE):
            continue
        if evidence.fits(loss, lambda _case, k=product: k):  # type: ignore[misc]
            yield own_name(evidence.known, one), own_name(evidence.known, two)


def _count_and_constant(evidence: Evidence, loss: Explanation) -> Iterator[tuple[Found, ...]]:
    """Yield a count and a constant: half of the sum, or a sum that is divided by a number written in the code."""
    known = evidence.known
    for count in counts(known.task):
        constant = _common_ratio(evidence, count)
        if constant is None:
            continue

        def both(case: object, count: NamedFactor = count, constant: float = constant) -> float:
            return count.of(case) * constant  # type: ignore[arg-type]

        if not evidence.fits(loss, both):
            continue
        for named in CONSTANTS:
            if math.isclose(named.of(evidence.comparisons[0].case), constant, rel_tol=WHOLE):
                yield own_name(known, count), own_name(known, named)
                return
        if constant < 1 and abs(1 / constant - round(1 / constant)) < WHOLE / constant:
            message = f"The sum is divided by {round(1 / constant)} in every case, whatever the size of the batch."
            yield (("fixed_divisor", message),)
            return
        yield own_name(known, count), ("constant_factor", f"And it is {constant:.4g} times too large.")
        return


def _offset(evidence: Evidence) -> Iterator[tuple[Found, ...]]:
    pairs = [(index, got - evidence.comparisons[index].expected.value) for index, got in evidence.got.items()]
    with np.errstate(invalid="ignore"):
        middle = float(np.median([float(np.mean(difference)) for _, difference in pairs]))
        precise = [
            float(np.mean(difference))
            for index, difference in pairs
            if evidence.comparisons[index].case.dtype == "float64"
        ]
    if not math.isfinite(middle):
        return
    if abs(middle) < MIN_VALUE:
        yield from _few_digits(evidence, precise)
        return

    def value(index: int) -> Value:
        return np.asarray(evidence.comparisons[index].expected.value + middle)

    if evidence.fits(Explanation("", "", value)):
        sign, reason = ("plus", "one too many") if middle > 0 else ("minus", "missing")
        message = f"The result is the loss {sign} {abs(middle):.4g} in every case: a constant term is {reason}."
        yield (("constant_offset", asked(evidence.known.task, message)),)


def _few_digits(evidence: Evidence, offsets: list[float]) -> Iterator[tuple[Found, ...]]:
    """Yield a small offset that is the same in every case in double precision, which shows it best."""
    if len(offsets) < MIN_CASES or not evidence.wrong:
        return
    middle = float(np.median(offsets))
    same = all(abs(offset - middle) <= 0.02 * abs(middle) + 1e-11 for offset in offsets)
    if same and 1e-8 < abs(middle) < FEW_DIGITS:  # noqa: PLR2004
        message = f"The result is off by {middle:.2g} in every case: a constant has too few digits."
        yield (("rounded_constant", message),)


def _constant(evidence: Evidence) -> Iterator[tuple[Found, ...]]:
    values = list(evidence.got.values())
    if len(values) >= MIN_CASES and all(np.array_equal(v, values[0]) for v in values):
        message = f"Every case gave {float(values[0].flat[0]):.4g}: the result does not depend on the inputs."
        yield (("constant_answer", message),)
