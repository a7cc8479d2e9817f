"""From columns to a task and facts, each with what was seen in the data. Plain Python: nothing heavy is imported."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

from lossquiz.errors import InputError
from lossquiz.selection.columns import Columns
from lossquiz.selection.distribution import Summary, summarise
from lossquiz.selection.proposals import Proposal, Seen

_MISSING = {"", "na", "n/a", "nan", "null", "none", "?", "-", "<na>", "inf", "-inf", "infinity"}
_POSITIVE = ("1", "1.0", "true", "yes", "y", "positive", "pos", "t")
_SEPARATORS = ("|", ";")
_FEW_GRADES = 10
_MOST_CLASSES = 1000
_NUMERIC = 0.98
_LEAST = 3


def propose(columns: Columns, task: str = "") -> Proposal:
    """Propose a task and facts.

    Args:
        columns: The cells of the target, and of the predictions if there are any.
        task: A task that the user has named already; then only its facts are looked for.

    Raises:
        InputError: The column cannot be a target: all missing, constant, or free text.
    """
    cells = [cell.strip() for cell in columns.target]
    known = [cell for cell in cells if cell.lower() not in _MISSING]
    notes = _notes(columns, len(cells) - len(known))
    if not known:
        raise InputError("every value of the target is missing")
    if len(set(known)) == 1:
        raise InputError(f"the target is constant ({known[0][:40]}): there is nothing to learn")
    numbers = _numbers(known)
    chosen, because = (task, "as you said") if task else _task(known, numbers)
    summary = summarise(numbers) if numbers else None
    facts = [*_facts(chosen, known, summary), *_from_predictions(chosen, columns)]
    return Proposal(chosen, because, tuple({seen.fact: seen for seen in facts}.values()), tuple(notes))


def _notes(columns: Columns, missing: int) -> list[str]:
    rows = len(columns.target)
    notes = [f"{rows:,} rows read"]
    if columns.sampled < 1:
        notes = [f"a sample: {rows:,} rows, about {columns.sampled:.1%} of the file, spread over it"]
    if columns.dropped:
        notes.append(f"{columns.dropped:,} rows left out: not as many cells as the header")
    if missing:
        notes.append(
            f"{missing:,} targets missing ({missing / rows:.1%}): left out here, and to be left out of the loss"
        )
    return notes


def _numbers(known: Sequence[str]) -> list[float]:
    """Return the values as numbers, or nothing when more than a few are not numbers."""
    numbers = []
    for cell in known:
        try:
            number = float(cell)
        except ValueError:
            continue
        if math.isfinite(number):
            numbers.append(number)
    return numbers if len(numbers) >= _NUMERIC * len(known) else []


def _task(known: Sequence[str], numbers: Sequence[float]) -> tuple[str, str]:
    return _task_of_numbers(numbers) if numbers else _task_of_words(known)


def _task_of_words(known: Sequence[str]) -> tuple[str, str]:
    distinct = len(set(known))
    if distinct == 2:  # noqa: PLR2004 - two classes
        return "binary_classification", "two different words"
    for separator in _SEPARATORS:
        labels = {label for cell in known for label in cell.split(separator)}
        several = sum(separator in cell for cell in known) / len(known)
        if several > 0.1 and len(labels) < distinct + 1 and len(labels) <= _MOST_CLASSES:  # noqa: PLR2004 - a tenth
            return "multilabel_classification", f"{several:.0%} of the cells hold several of {len(labels)} labels"
    if distinct > _MOST_CLASSES or distinct > len(known) / 2:
        raise InputError(f"{distinct:,} different words in {len(known):,} rows: free text or an id, not a target")
    return "multiclass_classification", f"{distinct} different words"


def _task_of_numbers(numbers: Sequence[float]) -> tuple[str, str]:
    values = sorted(set(numbers))
    if len(values) == 2:  # noqa: PLR2004 - two classes
        return "binary_classification", f"two values, {values[0]:g} and {values[1]:g}"
    whole = all(number.is_integer() for number in values)
    contiguous = whole and values == [values[0] + step for step in range(len(values))]
    if contiguous and len(values) == len(numbers) > _FEW_GRADES:
        raise InputError(
            f"the target runs from {values[0]:g} to {values[-1]:g} without a gap: a row number, not a target"
        )
    if contiguous and values[0] == 1 and len(values) <= _FEW_GRADES:
        return "ordinal_classification", f"whole numbers from 1 to {values[-1]:g}, like grades"
    if contiguous and values[0] == 0 and len(values) <= _FEW_GRADES and not _falls(numbers):
        return "multiclass_classification", f"class ids from 0 to {values[-1]:g}"
    return "regression", f"{len(values):,} different numbers from {values[0]:g} to {values[-1]:g}"


def _falls(numbers: Sequence[float]) -> bool:
    """Tell whether small values are the frequent ones, as in counts and hardly in class ids."""
    counts = Counter(numbers)
    heights = [counts[value] for value in sorted(counts)]
    top = heights.index(max(heights))
    after = heights[top:]
    return top <= 1 and all(high >= low for high, low in itertools.pairwise(after)) and after[-1] * 5 < after[0]


def _facts(task: str, known: Sequence[str], summary: Summary | None) -> list[Seen]:
    if task in {"regression", "forecasting"} and summary:
        return _facts_of_numbers(summary)
    if task == "multilabel_classification":
        return []
    if task.endswith("classification"):
        return _facts_of_classes(task, known, summary)
    return []


def _facts_of_classes(task: str, known: Sequence[str], summary: Summary | None) -> list[Seen]:
    counts = Counter(known)
    sizes = sorted(counts.values())
    if task == "binary_classification" and len(counts) == 2:  # noqa: PLR2004 - two classes
        positive = positive_of(counts, known)
        rate = counts[positive] / len(known)
        seen = [Seen("pos_rate", rate, f"{counts[positive]:,} of {len(known):,} rows are {positive}")]
        if summary and {summary.least, summary.most} == {-1.0, 1.0}:
            seen.append(Seen("targets", "plus_minus_one", "the labels are −1 and +1"))
        return seen
    seen = [Seen("n_classes", len(counts), f"{len(counts)} classes")]
    ratio = sizes[-1] / sizes[0]
    text = f"the largest class has {ratio:.3g} times the rows of the smallest"
    level = next((word for least, word in ((100, "extreme"), (10, "severe"), (3, "mild")) if ratio >= least), "")
    if level and task == "multiclass_classification":
        long = len(counts) >= 20 and ratio >= 10  # noqa: PLR2004 - a tail needs many classes
        seen.append(Seen("long_tailed", True, text) if long else Seen("imbalance", level, text))
    return seen


def positive_of(words: Iterable[str], cells: Iterable[str]) -> str:
    """Return which of two classes is the positive one: by its word, or else the rarer one."""
    listed = list(words)
    counts = Counter(cell.strip() for cell in cells)
    return next((word for word in listed if word.lower() in _POSITIVE), min(listed, key=lambda word: counts[word]))


def _facts_of_numbers(summary: Summary) -> list[Seen]:
    counts = summary.whole and summary.least >= 0
    seen: list[Seen] = []
    if counts:
        seen += _facts_of_counts(summary)
    elif summary.least >= 0 and summary.most <= 1:
        seen.append(Seen("bounded_target", "0_1", f"all values from {summary.least:g} to {summary.most:g}"))
        if summary.zeros:
            seen.append(Seen("zeros_present", True, f"{summary.zeros:.1%} are exactly 0"))
        return seen
    else:
        seen += _facts_of_reals(summary)
    if summary.scale >= 100 or abs(summary.median) >= 1000:  # noqa: PLR2004 - far from standardised
        seen.append(Seen("large_target_scale", True, f"median {summary.median:.4g}, robust spread {summary.scale:.4g}"))
    return seen


def _facts_of_counts(summary: Summary) -> list[Seen]:
    seen = [Seen("count_target", True, f"whole numbers from {summary.least:g} to {summary.most:g}")]
    spread = summary.variance / max(summary.mean, 1e-12)
    zeros = math.exp(-summary.mean)
    if spread > 1.5:  # noqa: PLR2004 - well above what sampling explains
        seen.append(Seen("overdispersed", True, f"variance {summary.variance:.4g} is {spread:.3g} times the mean"))
        # Of a negative binomial with this mean and variance, by their ratio: their squares may be infinite.
        zeros = spread ** -(summary.mean / (spread - 1))
    if summary.zeros > zeros + 0.05:
        text = f"{summary.zeros:.1%} are 0, where these mean and variance explain {zeros:.1%}"
        seen.append(Seen("zero_inflated", True, text))
    return seen


def _facts_of_reals(summary: Summary) -> list[Seen]:
    seen: list[Seen] = []
    if summary.least < 0:
        seen.append(Seen("negative_values_present", True, f"{summary.negatives:.1%} are below 0"))
    elif summary.zeros:
        name = "zero_inflated" if summary.zeros >= 0.2 else "zeros_present"  # noqa: PLR2004 - a fifth of a real target
        seen.append(Seen(name, True, f"{summary.zeros:.1%} are exactly 0"))
    else:
        seen.append(Seen("positive_target", True, f"the least is {summary.least:.4g}"))
    if summary.least >= 0 and summary.skew > 1:
        text = f"skewness {summary.skew:.2f} (trimmed); mean {summary.mean:.4g}, median {summary.median:.4g}"
        seen.append(Seen("skewed_target", True, text))
    elif summary.outliers >= 0.001:  # noqa: PLR2004 - one in a thousand
        gross = summary.farthest > 20 and summary.outliers < 0.1  # noqa: PLR2004 - twenty robust deviations
        seen.append(Seen("outliers", "gross" if gross else True, _outliers(summary)))
    return seen


def _outliers(summary: Summary) -> str:
    share, farthest = f"{summary.outliers:.2%}", f"{summary.farthest:.3g}"
    return f"{share} lie beyond 5 robust deviations (MAD) of the median, the farthest at {farthest}"


def _from_predictions(task: str, columns: Columns) -> list[Seen]:
    if not columns.predictions:
        return []
    predictions = _numbers([cell.strip() for cell in columns.predictions if cell.strip().lower() not in _MISSING])
    if len(predictions) < _LEAST:
        raise InputError("the predictions hold fewer than three numbers")
    if task == "binary_classification":
        inside = all(0 <= prediction <= 1 for prediction in predictions)
        text = "all predictions from 0 to 1" if inside else "predictions outside 0 to 1"
        return [Seen("outputs", "probabilities" if inside else "logits", text)]
    return _facts_of_residuals(_pairs(columns)) if task in {"regression", "forecasting"} else []


def _pairs(columns: Columns) -> list[tuple[float, float]]:
    pairs = []
    for cells in zip(columns.target, columns.predictions, strict=True):
        numbers = _numbers([cell.strip() for cell in cells])
        if len(numbers) == len(cells):
            pairs.append((numbers[0], numbers[1]))
    if len(pairs) < _LEAST:
        raise InputError("fewer than three rows have both a target and a prediction")
    return pairs


def _facts_of_residuals(pairs: Sequence[tuple[float, float]]) -> list[Seen]:
    summary = summarise([target - prediction for target, prediction in pairs])
    seen = []
    if summary.outliers >= 0.001:  # noqa: PLR2004 - one in a thousand
        seen.append(Seen("outliers", True, f"residuals: {_outliers(summary)}"))
    link = _rank_correlation([abs(t - p) for t, p in pairs], [p for _, p in pairs])
    if abs(link) > 0.3:  # noqa: PLR2004 - a visible dependence
        seen.append(
            Seen("heteroscedastic", True, f"size of residuals against predictions: rank correlation {link:.2f}")
        )
    return seen


def _rank_correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    ranks = [_ranks(values) for values in (xs, ys)]
    try:
        return statistics.correlation(*ranks)
    except statistics.StatisticsError:  # one of them is constant
        return 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in range(start, end + 1):
            ranks[order[place]] = (start + end) / 2
        start = end + 1
    return ranks
