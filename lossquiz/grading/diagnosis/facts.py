"""What is certain where no name fits: in how many cases an answer agrees, and what the others have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from lossquiz.grading.diagnosis.failing_cases import FEATURES, measures, occurrences

if TYPE_CHECKING:
    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.questions.kinds.implement import ImplementTask

Condition: TypeAlias = "tuple[Callable[[Case], bool], str]"
LEAST = 3  # of the cases in which it agrees, so many must lie outside a condition; and so many fail to tell a bound
MOST_NAMED = 4  # so many cases are told by name, where all are written by an author
MOST_BY_CHANCE = 0.1  # of all cases may agree for no reason
MOST_INSIDE = 0.25  # of the cases in which it agrees: with more of them, or more than fail, a condition tells nothing


def agreement_of(task: ImplementTask, comparisons: Sequence[Comparison], smaller: Sequence[Comparison]) -> str:
    """Say in how many cases an answer agrees, and under which condition alone it does not.

    The condition is the narrowest of those known that holds in every failing case, those made smaller included;
    without one, none is given. A few failing cases are told by name: so few have much in common by chance.
    """
    passing = [c.case for c in comparisons if c.passed]
    failing = [c.case for c in comparisons if not c.passed]
    if not passing:
        return f"It agrees in none of {len(comparisons)} cases."
    said = f"It agrees in {len(passing)} of {len(comparisons)} cases"
    fitting = [
        (sum(map(holds, passing)), text)
        for holds, text in _conditions(task, comparisons)
        if all(map(holds, (*failing, *(c.case for c in smaller))))
    ]
    inside, text = min(fitting, default=(len(passing), ""))
    outside = len(passing) - inside
    seldom = inside <= min(MOST_INSIDE * len(passing), len(failing))
    telling = seldom and outside >= max(LEAST, MOST_BY_CHANCE * len(comparisons))
    by_hand = not any(case.drawn for case in failing)
    if len(failing) < LEAST or (by_hand and len(failing) <= MOST_NAMED):
        notes = dict.fromkeys(f"“{case.note}”" for case in failing)
        return f"{said}, and not in {' and '.join(notes)}."
    return f"{said}; it differs only where {text}." if telling else f"{said}."


def _conditions(task: ImplementTask, comparisons: Sequence[Comparison]) -> Iterator[Condition]:
    yield (lambda case: case.kind == "extreme"), "the inputs are extreme"
    yield (lambda case: case.judge_gradient), "a gradient is asked for"
    for feature in FEATURES:
        yield feature.of, feature.where
    for occurs, what, _ in occurrences(task):
        yield occurs, f"{what} occurs"
    failing = [c.case for c in comparisons if not c.passed]
    for what, measure in measures(task) if len(failing) >= LEAST else ():
        yield from _beyond(what, measure, [measure(case) for case in failing])


def _beyond(what: str, measure: Callable[[Case], float], failing: Sequence[float]) -> Iterator[Condition]:
    low, high = min(failing), max(failing)
    yield (lambda case: measure(case) >= low), f"{what} is {low:.3g} or more in size"
    yield (lambda case: measure(case) <= high), f"{what} is {high:.3g} or less in size"
