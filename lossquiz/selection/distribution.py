"""What a column of numbers looks like: location, spread, tails, zeros."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_CONSISTENT = 1.4826
_FAR = 5.0
_TRIM = 0.01


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers about numbers.

    Attributes:
        least: The smallest value.
        most: The largest.
        mean: The mean.
        median: The median.
        variance: The variance, divided by n.
        scale: The robust spread, 1.4826 times the median absolute deviation.
        skew: The skewness, with the outermost hundredths pulled in.
        zeros: The share of exact zeros.
        negatives: The share below zero.
        outliers: The share beyond five robust deviations of the median.
        farthest: The largest distance from the median, in robust deviations.
        whole: Whether all are whole numbers.
        low: What one hundredth of the values lie below.
        high: What one hundredth lie above.
        mode: The most frequent value.
        mode_share: Its share.
        at_most: The share of the largest value.
    """

    least: float
    most: float
    mean: float
    median: float
    variance: float
    scale: float
    skew: float
    zeros: float
    negatives: float
    outliers: float
    farthest: float
    whole: bool
    low: float
    high: float
    mode: float
    mode_share: float
    at_most: float

    @property
    def dispersion(self) -> float:
        """The variance, in means; of counts at one rate it is 1."""
        return self.variance / max(self.mean, 1e-12)


def summarise(values: Sequence[float]) -> Summary:
    """Summarise finite numbers, at least one."""
    ordered = sorted(values)
    count = len(ordered)
    mean = _mean(ordered)
    median = statistics.median(ordered)
    scale = _scale(ordered, median)
    distances = [abs(value - median) / scale for value in ordered] if scale else [0.0]
    cut = int(count * _TRIM)
    mode, times = Counter(ordered).most_common(1)[0]
    return Summary(
        least=ordered[0],
        most=ordered[-1],
        mean=mean,
        median=median,
        variance=_variance(ordered, mean),
        scale=scale,
        skew=_skew(ordered),
        zeros=sum(value == 0 for value in ordered) / count,
        negatives=sum(value < 0 for value in ordered) / count,
        outliers=sum(distance > _FAR for distance in distances) / count,
        farthest=max(distances),
        whole=all(value.is_integer() for value in ordered),
        low=ordered[cut],
        high=ordered[-1 - cut],
        mode=mode,
        mode_share=times / count,
        at_most=sum(value == ordered[-1] for value in ordered) / count,
    )


def spoken(number: float) -> str:
    """Return a number in as many digits as anybody reads, in full up to millions."""
    most = 1e9
    whole = 1000 <= abs(number) < most  # noqa: PLR2004 - from here on, decimals say nothing
    return f"{number:,.0f}" if whole else f"{number:.4g}"


def _mean(values: Sequence[float]) -> float:
    try:
        return math.fsum(values) / len(values)
    except OverflowError:
        return math.fsum(value / len(values) for value in values)


def _variance(values: Sequence[float], mean: float) -> float:
    """Return the variance; squares of huge distances are infinite, where Python would raise."""
    try:
        return math.fsum((value - mean) * (value - mean) for value in values) / len(values)
    except OverflowError:
        return math.inf


def _scale(ordered: Sequence[float], median: float) -> float:
    """Return the robust spread, or one by the mean deviation where more than half the values are equal."""
    mad = statistics.median(abs(value - median) for value in ordered)
    if mad:
        return _CONSISTENT * mad
    return 1.2533 * _mean([abs(value - median) for value in ordered])


def _skew(ordered: Sequence[float]) -> float:
    """Return the skewness after the outermost hundredths have been pulled in to the rest."""
    cut = int(len(ordered) * _TRIM)
    inner = [min(max(value, ordered[cut]), ordered[-1 - cut]) for value in ordered]
    mean = _mean(inner)
    spread = math.sqrt(_variance(inner, mean))
    return math.fsum(((value - mean) / spread) ** 3 for value in inner) / len(inner) if 0 < spread < math.inf else 0.0
