"""What kind of target some numbers are, and what follows: counts, amounts, shares, angles, grades, class ids."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lossquiz.errors import InputError
from lossquiz.selection import column_names as names
from lossquiz.selection.conditions import Value
from lossquiz.selection.distribution import Summary, spoken
from lossquiz.selection.proposals import Seen
from lossquiz.selection.target import Target

_FEW_GRADES = 10
_MOST_GRADES = 11
MOST_CLASSES = 1000
_WRITTEN = {"money": "money", "date": "dates", "clock": "times", "percent": "shares", "unit": "measures with a unit"}
_YEARS = (1800, 2100)
_NAMED_YEARS = (1000, 2200)
_LONGEST_SPAN = 150
_OF_DATES = (
    "a date is learned as the time from a day that is known when predicting; if for some rows it has not come yet, "
    "that is survival (--task survival)"
)


class Kind(NamedTuple):
    """What a column of numbers is.

    Attributes:
        task: The task that fits it.
        because: What speaks for it.
        what: count, cycle, year, date, or "" for what the numbers alone tell.
        size: How long a cycle is.
        notes: What else might be meant.
    """

    task: str
    because: str
    what: str = ""
    size: float = 0.0
    notes: tuple[str, ...] = ()


def kind_of(target: Target) -> Kind:
    """Return what kind of target some numbers are.

    Raises:
        InputError: They are no target: numbers of rows, ids or codes.
    """
    values = sorted(set(target.values))
    if len(values) == 2:  # noqa: PLR2004 - two classes
        return Kind("binary_classification", f"two values, {spoken(values[0])} and {spoken(values[1])}")
    _check_no_id(target, values)
    for look in (
        _written_as,
        _of_probabilities,
        _of_codes,
        _of_years,
        _of_cycle,
        _of_counts_by_name,
        _of_grades,
        _of_class_ids,
        _of_few,
    ):
        kind = look(target, values)
        if kind:
            return kind
    return Kind("regression", f"{len(values):,} different numbers from {spoken(values[0])} to {spoken(values[-1])}")


def _check_no_id(target: Target, values: Sequence[float]) -> None:
    whole = values[0].is_integer() and values[-1].is_integer()
    rows = len(target.values)
    contiguous = whole and values[-1] - values[0] == len(values) - 1
    if contiguous and len(values) == rows > _FEW_GRADES and not names.says(target.name, names.MEASURE):
        span = f"from {spoken(values[0])} to {spoken(values[-1])}"
        raise InputError(f"the target runs {span} without a gap: a row number, not a target")
    found = names.says(target.name, names.ID)
    if found and len(values) == rows > _FEW_GRADES and all(value.is_integer() for value in values):
        raise InputError(f"{rows:,} different whole numbers under the name {found}: an id, not a target")


def _written_as(target: Target, values: Sequence[float]) -> Kind | None:
    form = target.numbers.form if target.numbers else "plain"
    span = f"{len(values):,} different values"
    if form == "date":
        return Kind("regression", f"{span}, each a date", "date", notes=(_OF_DATES,))
    if form == "clock":
        if values[0] >= 0 and values[-1] < 24 and _is_of_day(target, values):  # noqa: PLR2004 - hours of a day
            return Kind("regression", f"{span}, each a time of day", "cycle", 24.0)
        return Kind("regression", f"{span}, each a length of time")
    bounds = (target.numbers.below, target.numbers.above) if target.numbers else (0, 0)
    if sum(bounds):
        sides = [
            (f"{count:,} cells say “{word}”")
            for count, word in zip(bounds, ("less than", "more than"), strict=True)
            if count
        ]
        return Kind("survival", f"{' and '.join(sides)}: bounds, and no numbers", "bounds")
    return None


def _is_of_day(target: Target, values: Sequence[float]) -> bool:
    """Tell a time of day from a length of time: by the name, by `07:30` or `7:30 am`, by how far they spread."""
    if names.says(target.name, names.DURATION - names.OF_DAY):
        return False
    clock = any(cell[:1] == "0" or cell[-1:].lower() == "m" for cell in target.known)
    return bool(names.says(target.name, names.OF_DAY)) or clock or values[-1] - values[0] > 12  # noqa: PLR2004


def _of_probabilities(target: Target, values: Sequence[float]) -> Kind | None:
    found = names.says(target.name, names.PROBABILITY)
    if found and values[0] >= 0 and values[-1] <= 1:
        return Kind(
            "binary_classification",
            f"numbers from 0 to 1 under the name {found}: labels that are probabilities",
            "soft",
        )
    return None


def _of_codes(target: Target, values: Sequence[float]) -> Kind | None:
    zeros = sum(cell[:1] == "0" and cell.isdigit() and len(cell) > 1 for cell in target.known)
    named = names.says(target.name, names.CODE | {"id", "ids"})
    if not (named or zeros > len(target.known) / 50) or not all(value.is_integer() for value in values):
        return None
    why = f"codes: the name says {named}" if named else "codes: some begin with 0"
    if len(values) > MOST_CLASSES or len(values) > len(target.values) / 2:
        raise InputError(f"{len(values):,} different whole numbers that are {why}: not a target")
    return Kind("multiclass_classification", f"{len(values)} {why}; their size means nothing")


def _of_years(target: Target, values: Sequence[float]) -> Kind | None:
    low, high = values[0], values[-1]
    named = names.says(target.name, names.YEAR) and low >= _NAMED_YEARS[0] and high <= _NAMED_YEARS[1]
    other = names.says_count(target.name) or names.says(target.name, names.MEASURE - names.YEAR)
    alike = not other and low >= _YEARS[0] and high <= _YEARS[1] and high - low < _LONGEST_SPAN
    if (named or alike) and all(value.is_integer() for value in values):
        return Kind("regression", f"years from {low:g} to {high:g}", "year")
    return None


def _of_cycle(target: Target, values: Sequence[float]) -> Kind | None:
    low, high = values[0], values[-1]
    cycle = names.is_of_cycle(target.name)
    if not cycle:
        return None
    size, what = cycle
    found = f"the name says {what}, the values lie from {spoken(low)} to {spoken(high)}"
    if size == 360:  # noqa: PLR2004 - degrees, or radians
        return _of_angles(values)
    if low < 0 or high > size or high - low < size / 2:
        return None
    if len(values) <= 12:  # noqa: PLR2004 - months, days of a week
        return Kind("multiclass_classification", f"{found}: {len(values)} classes that go round")
    return Kind("regression", found, "cycle", size)


def _of_angles(values: Sequence[float]) -> Kind | None:
    low, high = values[0], values[-1]
    for turn, unit in ((360.0, "degrees"), (2 * math.pi, "radians")):
        most = turn * 1.001
        inside = (low >= 0 and high <= most) or (low >= -most / 2 and high <= most / 2)
        exact = unit == "degrees" or not all(value.is_integer() for value in values)
        if inside and exact and high - low >= turn / 2:
            found = f"the name says an angle, the values lie from {spoken(low)} to {spoken(high)} {unit}"
            return Kind("regression", found, "cycle", turn)
    return None


def _of_counts_by_name(target: Target, values: Sequence[float]) -> Kind | None:
    counted = names.says_count(target.name)
    graded = names.says(target.name, names.GRADE) and not names.says(target.name, names.COUNT)
    if not counted or graded or values[0] < 0 or not all(value.is_integer() for value in values):
        return None
    return Kind(
        "regression",
        f"whole numbers from {spoken(values[0])} to {spoken(values[-1])} under the name {counted}",
        "count",
    )


def _step(values: Sequence[float]) -> float:
    """Return 1 where all values are whole, 0.5 where all are halves, or 0."""
    if all(value.is_integer() for value in values):
        return 1.0
    return 0.5 if all((2 * value).is_integer() for value in values) else 0.0


def _of_grades(target: Target, values: Sequence[float]) -> Kind | None:  # noqa: PLR0911 - one for each sort of grades
    step = _step(values)
    if not step:
        return None
    low, high = values[0], values[-1]
    levels = round((high - low) / step) + 1
    word = "whole numbers" if step == 1 else "halves"
    span = f"{word} from {spoken(low)} to {spoken(high)}"
    graded = names.says(target.name, names.GRADE)
    enough = len(target.values) >= 5 * len(values)
    if (
        graded
        and enough
        and levels <= _MOST_GRADES
        and high <= _MOST_GRADES
        and not names.says(target.name, names.CLASS)
    ):
        return Kind("ordinal_classification", f"{span}, grades by their name ({graded})")
    if names.says(target.name, names.CLASS) or names.says(target.name, names.MEASURE):
        return None
    contiguous = levels == len(values) <= _FEW_GRADES
    if contiguous and low == 1 and step == 1:
        return Kind("ordinal_classification", f"{span}, like grades")
    if contiguous and low == -high and enough:
        return Kind("ordinal_classification", f"{span}, grades on both sides of 0")
    if contiguous and enough and step < 1 and high <= _FEW_GRADES and low >= 0:
        return Kind("ordinal_classification", f"{span}, like ratings")
    narrow = target.summary is not None and target.summary.dispersion < 0.7  # noqa: PLR2004 - counts have 1 or more
    if contiguous and enough and low > 1 and high <= _MOST_GRADES and narrow:
        return Kind("ordinal_classification", f"{span}, closer together than counts would be, like grades")
    return None


def _of_class_ids(target: Target, values: Sequence[float]) -> Kind | None:
    if not all(value.is_integer() for value in values):
        return None
    found = names.says(target.name, names.CLASS)
    if found and len(values) <= min(MOST_CLASSES, len(target.values) / 5) and abs(values[0]) < MOST_CLASSES:
        return Kind("multiclass_classification", f"{len(values)} whole numbers under the name {found}")
    contiguous = values[-1] - values[0] == len(values) - 1
    measured = names.says(target.name, names.MEASURE)
    if contiguous and values[0] == 0 and len(values) <= _FEW_GRADES and not measured and not falls(target.values):
        note = "if these ids are ordered grades, say --task ordinal"
        return Kind("multiclass_classification", f"class ids from 0 to {spoken(values[-1])}", notes=(note,))
    return None


def _of_few(target: Target, values: Sequence[float]) -> Kind | None:
    """Return classes or grades where a long column has a few numbers only."""
    rows = len(target.values)
    if names.says(target.name, names.MEASURE) or rows < 20 * len(values) or len(values) > 12:  # noqa: PLR2004
        return None
    whole = all(value.is_integer() for value in values)
    close = values[-1] - values[0] < 2 * len(values)
    if (
        whole
        and close
        and 0 <= values[0] <= 1
        and values[-1] - values[0] > len(values) - 1
        and not falls(target.values)
    ):
        return Kind("multiclass_classification", f"{len(values)} whole numbers with gaps between them, like class ids")
    if len(values) <= 5 and not (whole and close and falls(target.values)):  # noqa: PLR2004 - a scale of one's own
        shown = ", ".join(f"{value:g}" for value in values)
        return Kind("ordinal_classification", f"only {len(values)} different numbers in {rows:,} rows: {shown}")
    return None


def falls(numbers: Sequence[float]) -> bool:
    """Tell whether small values are the frequent ones, as in counts and hardly in class ids."""
    counts = Counter(numbers)
    least, most = int(min(counts)), int(max(counts))
    heights = [counts[value] for value in range(least, most + 1)]
    top = heights.index(max(heights))
    after = heights[top:]
    # The bars at the end are of a few rows, and may stand in any order.
    down = all(high + 2 * math.sqrt(high + 1) + 1 >= low for high, low in itertools.pairwise(after))
    return top <= 1 and down and after[-1] * 5 < after[0]


# ---- facts


def is_count(target: Target, summary: Summary, said: Mapping[str, Value]) -> tuple[bool, str]:  # noqa: PLR0911 - a reason each
    """Return whether numbers are counts, and why not where whole numbers are none."""
    if "count_target" in said:
        return said["count_target"] is True and summary.least >= 0, ""
    if not summary.whole or summary.least < 0:
        return False, ""
    span = f"whole numbers from {spoken(summary.least)} to {spoken(summary.most)}"
    counted = names.says_count(target.name)
    form = target.numbers.form if target.numbers else "plain"
    measure = "" if counted else names.says(target.name, names.MEASURE | names.GRADE | names.YEAR | names.SHARE)
    if form in _WRITTEN and not counted:
        return False, f"{span}, but no counts: {_WRITTEN[form]}"
    if measure:
        return False, f"{span}, but no counts: the name says {measure}"
    if summary.dispersion >= 1000:  # noqa: PLR2004 - rates that vary do not come near it
        return False, f"{span}, but hardly counts: their variance is {summary.dispersion:,.0f} times the mean"
    factor = _factor(target.values)
    if factor > 1:
        return False, f"{span}, but no counts: multiples of {factor}"
    if counted:
        return True, ""
    if _is_even(target, summary):
        return False, f"{span}, but hardly counts: large ones are as frequent as small ones"
    near = summary.least <= 2 or _like_poisson(summary)  # noqa: PLR2004 - counts begin near 0
    if near and summary.dispersion >= 0.5 and summary.dispersion < 300:  # noqa: PLR2004
        return True, ""
    why = f"they begin at {spoken(summary.least)}" if not near else f"variance {summary.dispersion:.3g} times the mean"
    return False, f"{span}, but hardly counts: {why}"


def _is_even(target: Target, summary: Summary) -> bool:
    """Tell whether numbers do not thin out upwards, as counts of different rates do."""
    above = sum(value > summary.most / 2 for value in target.values) / len(target.values)
    return above > 0.4 and not _like_poisson(summary) and summary.most > _FEW_GRADES  # noqa: PLR2004


def _like_poisson(summary: Summary) -> bool:
    low, high = 0.6, 1.6
    return low <= summary.dispersion <= high and summary.mean <= 60  # noqa: PLR2004 - beyond it, measures look alike


def _factor(values: Sequence[float]) -> int:
    """Return what nearly all values are multiples of: 10 for rounded prices."""
    if len(set(values)) <= 3:  # noqa: PLR2004 - too few to tell
        return 1
    # Only divisors that people round to, or that all share.
    common = math.gcd(*(int(value) for value in values))
    rounded = next(
        (step for step in (100, 50, 25, 10, 5) if sum(value % step == 0 for value in values) >= 0.95 * len(values)), 1
    )
    nonzero = sum(value != 0 for value in values) > len(values) / 2
    return max(common, rounded) if nonzero else common


def facts_of_numbers(target: Target, kind: Kind, said: Mapping[str, Value], task: str) -> tuple[list[Seen], list[str]]:
    """Return the facts of numbers, and what else there is to say."""
    summary = target.summary
    if summary is None:
        return [], []
    if kind.what == "cycle":
        turn = "a turn of " + (f"{kind.size:g}" if kind.size > 7 else "2π")  # noqa: PLR2004 - hours or degrees, else radians
        return [Seen("circular_target", True, f"{kind.because}; after {turn} they begin again")], []
    counts, why_not = is_count(target, summary, said)
    notes = [why_not] if why_not and kind.what not in {"year", "date"} else []
    if counts:
        seen = _facts_of_counts(target, summary)
    else:
        bounds = None if kind.what else _bounds(target, summary)
        if bounds:
            low, high, why = bounds
            seen = [Seen("bounded_target", f"{low:g}_{high:g}", why)]
            if summary.zeros:
                seen.append(Seen("zeros_present", True, f"{summary.zeros:.1%} are exactly 0"))
            return seen, notes
        seen = [] if kind.what in {"year", "date"} else _facts_of_reals(target, summary)
        if task == "regression" and summary.low > 0 and summary.high / summary.low >= 1000 and not kind.what:  # noqa: PLR2004
            text = f"98% lie from {spoken(summary.low)} to {spoken(summary.high)}"
            seen.append(Seen("large_dynamic_range", True, text))
        notes += _capped(summary)
    if summary.scale >= 100 or abs(summary.median) >= 1000:  # noqa: PLR2004 - far from standardised
        seen.append(
            Seen("large_target_scale", True, f"median {spoken(summary.median)}, robust spread {spoken(summary.scale)}")
        )
    return seen, notes


def _capped(summary: Summary) -> list[str]:
    if summary.mode_share >= 0.95 and summary.mode:  # noqa: PLR2004 - hardly anything else is there
        return [f"{summary.mode_share:.1%} of the rows are exactly {summary.mode:g}: there is little to learn"]
    if summary.at_most < 0.02 or summary.whole or summary.mode != summary.most:  # noqa: PLR2004 - one in fifty
        return []
    share = f"{summary.at_most:.1%} of the rows are exactly the largest value, {summary.most:g}"
    return [f"{share}: if that is a cap, these rows are censored (--given right_censored)"]


def _bounds(target: Target, summary: Summary) -> tuple[float, float, str] | None:  # noqa: PLR0911 - a way out each
    """Return between which bounds numbers lie by nature: shares, percentages, scores."""
    found = f"all values from {spoken(summary.least)} to {spoken(summary.most)}"
    form = target.numbers.form if target.numbers else "plain"
    share = names.says(target.name, names.SHARE)
    if summary.least >= 0 and summary.most <= 1 and not summary.whole:
        touches = summary.most >= 0.6 or (summary.zeros > 0 and summary.most >= 0.3)  # noqa: PLR2004
        if form == "percent" or share or (touches and not names.says(target.name, names.MEASURE)):
            return 0, 1, found + (f", and the name says {share}" if share else "")
        return None
    if form in {"money", "clock", "date"} or summary.least < 0:
        return None
    named = share or names.says(target.name, names.GRADE)
    if not named or names.says_count(target.name):
        return None
    if names.says(target.name, names.PERCENT) and 1 < summary.most <= 100:  # noqa: PLR2004
        return 0, 100, f"{found}, and the name says {share}"
    from_one = 1 <= summary.least < 1.6 and names.says(target.name, names.RATED_FROM_1)  # noqa: PLR2004
    for high in (5, 10, 20, 100):
        if summary.most <= high:
            near = summary.most >= 0.6 * high and not (share and high < 100)  # noqa: PLR2004 - percentages end at 100
            return (int(bool(from_one)), high, f"{found}, and the name says {named}") if near else None
    return None


def _facts_of_counts(target: Target, summary: Summary) -> list[Seen]:
    counted = names.says_count(target.name)
    name = f", and the name says {counted}" if counted else ""
    seen = [Seen("count_target", True, f"whole numbers from {spoken(summary.least)} to {spoken(summary.most)}{name}")]
    spread = summary.dispersion
    zeros = math.exp(-summary.mean)
    if spread > 1.5:  # noqa: PLR2004 - well above what sampling explains
        seen.append(Seen("overdispersed", True, f"variance {spoken(summary.variance)} is {spread:.3g} times the mean"))
        # Of a negative binomial with this mean and variance, by their ratio: their squares may be infinite.
        zeros = spread ** -(summary.mean / (spread - 1))
    # What chance adds in a column of this length, three times over; and no less than anybody would care for.
    chance = 3 * math.sqrt(zeros * (1 - zeros) / len(target.values))
    if summary.zeros - zeros > min(0.05, max(0.025, chance)):
        text = f"{summary.zeros:.1%} are 0, where these mean and variance explain {zeros:.1%}"
        seen.append(Seen("zero_inflated", True, text))
    return seen


def _facts_of_reals(target: Target, summary: Summary) -> list[Seen]:
    seen: list[Seen] = []
    zero = not names.says(target.name, names.TEMPERATURE | names.LATITUDE)  # whether 0 is more than a mark on a scale
    if summary.least < 0:
        seen.append(Seen("negative_values_present", True, f"{summary.negatives:.1%} are below 0"))
    elif summary.zeros and zero:
        name = "zero_inflated" if summary.zeros >= 0.2 else "zeros_present"  # noqa: PLR2004 - a fifth of a real target
        seen.append(Seen(name, True, f"{summary.zeros:.1%} are exactly 0"))
    elif zero:
        seen.append(Seen("positive_target", True, f"the least is {spoken(summary.least)}"))
    if summary.least >= 0 and summary.skew > 1:
        text = f"skewness {summary.skew:.2f} (trimmed); mean {spoken(summary.mean)}, median {spoken(summary.median)}"
        seen.append(Seen("skewed_target", True, text))
    elif summary.outliers >= 0.001:  # noqa: PLR2004 - one in a thousand
        gross = summary.farthest > 20 and summary.outliers < 0.1  # noqa: PLR2004 - twenty robust deviations
        seen.append(Seen("outliers", "gross" if gross else True, told_of_outliers(summary)))
    return seen


def told_of_outliers(summary: Summary) -> str:
    """Return how many values lie far out, and how far."""
    share, farthest = f"{summary.outliers:.2%}", f"{summary.farthest:.3g}"
    return f"{share} lie beyond 5 robust deviations (MAD) of the median, the farthest at {farthest}"
