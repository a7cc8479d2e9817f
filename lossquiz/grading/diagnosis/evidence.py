"""What a submission did, laid out for a search: which cases speak, the wrong ones first, and what came back in each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from lossquiz.grading.diagnosis.agreement import close, differs_from_right, ordinary, real_numbers, wrong_value
from lossquiz.grading.judging.sizes import all_finite, greatest_finite
from lossquiz.grading.sandbox.both.outcomes import Raised, Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations

Found: TypeAlias = tuple[str, str]
"""The id of a mistake, and the mistake in words."""
Value: TypeAlias = "NDArray[np.float64] | Raised | None"
"""What an explanation gives in a case: numbers, an exception, or None where it has nothing to say."""
Factor: TypeAlias = Callable[["Case"], float]

RAISES = Raised("RuntimeError", "shapes do not fit")
MIN_CASES = 6
MIN_VALUE = 1e-3
PROBES = 3
CLEAR = 0.1  # of a value: where one is off by so much, it tells as well as one that is further off
ROUNDED = 0.05  # of what is allowed: in float32 a few roundings of terms of size 1
FAR_SMALLER = 1e-3
SILENT = 0.2  # in so many of the wrong cases an explanation may have nothing to say


def one(_case: Case) -> float:
    """Return the factor of what stands for itself."""
    return 1.0


@dataclass(frozen=True)
class Explanation:
    """Something that would give what the submission gives: a misconception, a changed call, another loss.

    Attributes:
        id: What the mistake is called.
        message: The mistake in words.
        value: Its value in a case, by the case's index.
        error: How far off that value may be by rounding alone.
    """

    id: str
    message: str
    value: Callable[[int], Value]
    error: Callable[[int], float] = lambda _index: 0.0


class Evidence:
    """The comparisons of one submission, as searches look at them.

    Ordinary cases speak; where all of them pass, the extreme ones do. A case that raised speaks only against an
    explanation that returns there, and only when most of the failing cases raise: otherwise it may be a second mistake.

    Args:
        known: The cases and what is right.
        comparisons: Every case with its outcome.
        divisor: By what the values that came back are divided first, to see which mistake there is beside a factor.
        smaller: Failing cases made smaller, which may only contradict.
    """

    def __init__(
        self,
        known: Expectations,
        comparisons: Sequence[Comparison],
        divisor: Factor | None = None,
        smaller: Sequence[Comparison] = (),
    ) -> None:
        self.known = known
        self.comparisons = comparisons
        self.smaller = smaller
        self._divisor = divisor
        usual = [index for index, c in enumerate(comparisons) if ordinary(c)]
        self.at_ends = all(comparisons[index].passed for index in usual)
        """Whether only extreme cases failed."""
        self.usual = list(range(len(comparisons))) if self.at_ends else usual
        self.got = {index: got for index in self.usual if (got := _numbers(comparisons[index])) is not None}
        if divisor is not None:
            self.got = {index: got / divisor(comparisons[index].case) for index, got in self.got.items()}

    @cached_property
    def answered(self) -> list[int]:
        """The cases that speak in which something came back, or should have; failed ones first, which tell soonest."""
        told = ((index, self.comparisons[index]) for index in self.usual)
        found = [index for index, c in told if isinstance(c.outcome, Returned) or not c.passed]
        return sorted(found, key=lambda index: self.comparisons[index].passed)

    @cached_property
    def wrong(self) -> list[int]:
        """The cases whose value is wrong, those that tell most first."""
        wrong = [index for index in self.got if self._is_wrong(index)]
        return sorted(wrong, key=self._weight)

    def factor(self, case: Case) -> float:
        """Return by what the value of a case was divided first."""
        return 1.0 if self._divisor is None else self._divisor(case)

    def _is_wrong(self, index: int) -> bool:
        if self._divisor is None:
            return wrong_value(self.comparisons[index])
        return differs_from_right(self.comparisons[index], self.got[index])

    @cached_property
    def told(self) -> list[int]:
        """All cases with a value, the wrong ones first: they tell soonest.

        Of these the finite and cheap ones first, in an order that is the same for all submissions, so that what an
        explanation gives in the first of them is mostly known from the submission before.
        """
        wrong = set(self.wrong)
        first = sorted(wrong, key=lambda index: (not all_finite(self.got[index]), self._cost(index), index))
        return [*first, *(index for index in self.got if index not in wrong)]

    @cached_property
    def probes(self) -> list[int]:
        """A few wrong cases of different sizes, on which an explanation is tried first."""
        by_size: dict[int, int] = {}
        for index in self.wrong:
            if all_finite(self.got[index]):
                by_size.setdefault(self.comparisons[index].case.size, index)
        return list(by_size.values())[:PROBES]

    def ratio(self, index: int, value: Value) -> float | None:
        """Return what came back in a case divided by a value, where the value is greatest; None where that is lost."""
        if not isinstance(value, np.ndarray) or value.size != self.got[index].size:
            return None
        top = int(np.abs(value).argmax()) if value.ndim else 0
        one, two = float(self.got[index].flat[top]), float(value.flat[top])
        return one / two if math.isfinite(one) and math.isfinite(two) and abs(two) > MIN_VALUE else None

    @cached_property
    def ratios(self) -> list[tuple[Case, float]]:
        """What came back divided by what is right, in every case where that can be told."""
        found = ((index, self.ratio(index, self.comparisons[index].expected.value)) for index in self.got)
        return [(self.comparisons[index].case, ratio) for index, ratio in found if ratio is not None]

    @cached_property
    def mostly_raises(self) -> bool:
        """Whether most of the failing cases raise."""
        failed = [c for c in self.comparisons if not c.passed]
        return sum(isinstance(c.outcome, Raised) for c in failed) > len(failed) / 2

    @cached_property
    def mostly_lost(self) -> bool:
        """Whether most of the failing ordinary cases give inf or NaN: then no number can tell why."""
        failed = [index for index in self.usual if not self.comparisons[index].passed]
        lost = sum(index in self.got and not all_finite(self.got[index]) for index in failed)
        return lost > len(failed) / 2

    def _weight(self, index: int) -> tuple[bool, float, int]:
        """Order wrong cases: finite before lost, cheap before large, clearly wrong before less so.

        Else in the order of the cases, so that of many submissions the same case is the first.
        """
        comparison, got = self.comparisons[index], self.got[index]
        finite = all_finite(got)
        with np.errstate(all="ignore"):
            size = np.abs(comparison.expected.value) + comparison.expected.allowed
            far = np.abs(got - comparison.expected.value) / size
        worst = float(np.max(far, initial=0.0)) if finite else 0.0
        return not finite, self._cost(index) - min(worst, CLEAR) / CLEAR, index

    def _cost(self, index: int) -> int:
        return self.comparisons[index].case.size // 64

    def near(self, index: int, value: NDArray[np.float64], slack: float = 0.0) -> bool:
        """Whether a value is the one that came back in a case, where it may be off by so much beside the usual."""
        comparison, got = self.comparisons[index], self.got[index]
        with np.errstate(over="ignore"):
            value = value.astype(comparison.case.dtype).astype(np.float64)  # what overflows there is infinite
        rough = comparison.expected.value_slack * _share(got, comparison.expected.value)
        return close(got, value, comparison.case, rough + slack)

    def fits(self, explanation: Explanation, factor: Factor = one, *, least: int = 1) -> bool:
        """Whether an explanation, times a factor, gives the submission's value in every case that speaks.

        Args:
            explanation: The explanation.
            factor: By what its value is multiplied in a case.
            least: In how many wrong cases it must be seen.
        """
        if len(self.wrong) < least:
            return False
        told = seen = silent = 0
        wrong = set(self.wrong)
        for index in self.told:
            value = explanation.value(index)
            overflows = isinstance(value, np.ndarray) and not all_finite(self.got[index]) and all_finite(value)
            if value is None or overflows:  # to overflow is a mistake of its own
                silent += index in wrong
                if silent > SILENT * len(wrong):
                    return False
                continue
            if isinstance(value, Raised):
                return False
            if not self._agrees(index, value, factor, explanation.error):
                return False
            if all_finite(value):  # that both are lost says little
                told += 1
                seen += index in wrong
        return told >= min(MIN_CASES, len(self.told)) and seen >= least and self._raises_alike(explanation)

    def _agrees(self, index: int, value: NDArray[np.float64], factor: Factor, error: Callable[[int], float]) -> bool:
        comparison = self.comparisons[index]
        k = factor(comparison.case)
        with np.errstate(over="ignore", invalid="ignore"):
            value = value * k
        widened = max(0.0, abs(k) - 1) * comparison.expected.value_slack if math.isfinite(k) else 0.0
        wrong = self._is_wrong(index)
        if not wrong:
            # What is right there by the judge's measure is off by roundings of its own, which a small value shows most.
            widened += ROUNDED * float(np.max(comparison.expected.allowed, initial=0.0))
        if not self.near(index, value, widened) and not self.near(index, value, widened + error(index)):
            return False
        return not (wrong and not differs_from_right(comparison, value))

    def _raises_alike(self, explanation: Explanation) -> bool:
        if not self.mostly_raises:
            return True
        raised = [index for index in self.usual if isinstance(self.comparisons[index].outcome, Raised)]
        return all(value is None or isinstance(value, Raised) for value in map(explanation.value, raised))

    def failing(self) -> Iterator[Comparison]:
        """Yield the comparisons that failed, the extreme ones too."""
        return (c for c in self.comparisons if not c.passed)


def _numbers(comparison: Comparison) -> NDArray[np.float64] | None:
    """Return the numbers of an outcome in the form that is due, where there are as many as are due."""
    got, right = real_numbers(comparison.outcome), comparison.expected.value
    if got is None or got.size != right.size or not isinstance(comparison.outcome, Returned):
        return None
    return got.reshape(right.shape)


def _share(got: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return how much of the right value's own error a value may have that is smaller by far: it is of other terms."""
    size, due = greatest_finite(got), greatest_finite(right)
    return size / due if size < FAR_SMALLER * due else 1.0
