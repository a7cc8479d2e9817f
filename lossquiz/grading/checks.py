"""Comparisons become the checks of the contract: how many cases fail in each, and the simplest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lossquiz.grading.counterexamples import Counterexample, counterexample
from lossquiz.grading.foreign_text import clean
from lossquiz.grading.judging.compare import NUMBERS, is_made, simplest
from lossquiz.grading.judging.numbers import most_elements
from lossquiz.grading.remarks import place
from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse, NotRun, Raised, Returned, Run

if TYPE_CHECKING:
    from lossquiz.grading.judging.compare import CheckName, Comparison
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask

NOT_JUDGED = "not judged: too few cases gave a result to judge"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the contract: whether it passed, in how many cases it was made, and how it failed.

    One that could not be made in most cases is not judged: it has neither passed nor failed. `failed` and `not_judged`
    count cases.
    """

    name: CheckName
    passed: bool
    cases: int
    message: str = ""
    counterexample: Counterexample | None = None
    judged: bool = True
    failed: int = 0
    not_judged: int = 0


@dataclass(frozen=True, slots=True)
class _Gathered:
    """A check with its cases.

    Attributes:
        task: The question.
        name: What the check is called.
        counted: The failures that count in it.
        cases: The cases in which it is made.
        failed: The cases that fail in it.
    """

    task: ImplementTask
    name: CheckName
    counted: frozenset[CheckName]
    cases: Sequence[Comparison]
    failed: Sequence[Comparison] = ()

    @property
    def is_failed(self) -> bool:
        """Whether it was made, and has failed."""
        return bool(self.failed) and not all(isinstance(c.outcome, NotRun) for c in self.cases)

    def smallest(self, smaller: Sequence[Comparison]) -> Comparison:
        """Return the simplest case that fails in the way in which most do."""
        most = Counter(map(_way, self.failed)).most_common(1)[0][0]
        shown = [*self.failed, *(c for c in smaller if self.holds(c))]
        return simplest([c for c in shown if _way(c) == most])

    def holds(self, comparison: Comparison) -> bool:
        """Whether a case fails in this check."""
        return any(f.check in self.counted for f in comparison.failures) or (
            self.name == "value" and _has_no_value(self.task, comparison)
        )


def make_checks(
    known: Expectations, comparisons: Sequence[Comparison], run: Run, smaller: Sequence[Comparison] = ()
) -> tuple[Check, ...]:
    """Gather the comparisons into the checks of the contract; `smaller` failing cases are shown in place of others."""
    checks = [_check(known, gathered, smaller) for gathered in _gathered(known.task, comparisons)]
    if known.task.forbidden:
        checks.append(_from_scratch(run, len(comparisons)))
    return tuple(checks)


def shown_comparison(
    task: ImplementTask, comparisons: Sequence[Comparison], smaller: Sequence[Comparison] = ()
) -> Comparison | None:
    """Return the failing case that is shown of a report: of those of its checks the one with the fewest numbers."""
    shown = [check.smallest(smaller) for check in _gathered(task, comparisons) if check.is_failed]
    return min(shown, key=lambda c: most_elements(t.array.shape for t in c.case.call.tensors), default=None)


def _gathered(task: ImplementTask, comparisons: Sequence[Comparison]) -> Iterator[_Gathered]:
    """Yield the checks that are made, in their order."""
    made: dict[CheckName, list[Comparison]] = {
        "shape": list(comparisons),
        "dtype": list(comparisons),
        "value": [c for c in comparisons if c.case.kind != "extreme"],
        "gradient": [
            c for c in comparisons if c.expected.gradients and c.case.judge_gradient and c.case.kind != "extreme"
        ],
        "stability": [c for c in comparisons if c.case.kind == "extreme"],
        "defaults": [c for c in comparisons if c.case.omitted] if task.parameters else [],
        "contract": list(comparisons),
        "memory": [c for c in comparisons if c.case.kind == "memory"],
    }
    renamed = _defaults_only(task, comparisons)
    failing = [c for c in comparisons if not c.passed]
    for name, cases in made.items():
        counted = frozenset({name})
        if renamed:
            counted = counted - NUMBERS if name != "defaults" else counted | NUMBERS
        if cases:
            check = _Gathered(task, name, counted, cases)
            yield replace(check, failed=[c for c in failing if check.holds(c)])


def _has_no_value(task: ImplementTask, comparison: Comparison) -> bool:
    """Whether what came back cannot be held against the right value: then it is not right, whatever else is wrong."""
    returned = isinstance(comparison.outcome, Returned) and comparison.case.kind != "extreme"
    return returned and not is_made("value", task, comparison)


def _defaults_only(task: ImplementTask, comparisons: Sequence[Comparison]) -> bool:
    """Whether only calls that leave the parameters at their default fail, and that is why: most of them do."""
    failed = [c for c in comparisons if not c.passed]
    if not task.parameters or not failed or not all(c.case.omitted for c in failed):
        return False
    usual = [c for c in comparisons if c.case.omitted and c.case.kind != "extreme"]
    most = sum(not c.passed for c in usual) >= len(usual) / 2
    return most and any(c.passed and not c.case.omitted for c in comparisons)


def _check(known: Expectations, gathered: _Gathered, smaller: Sequence[Comparison]) -> Check:
    name, cases, failed = gathered.name, gathered.cases, gathered.failed
    not_made = [c for c in cases if not is_made(name, known.task, c)]
    if not gathered.is_failed:
        judged = 2 * len(not_made) < len(cases)
        return Check(name, judged, len(cases), "" if judged else NOT_JUDGED, judged=judged, not_judged=len(not_made))
    smallest = gathered.smallest(smaller)
    message = next((f for f in smallest.failures if f.check in gathered.counted), smallest.failures[0]).message
    said = clean(message + _count(Counter(map(_way, failed)), _way(smallest), len(cases)))
    wrong = set(map(id, failed))
    not_judged = sum(id(c) not in wrong for c in not_made)
    example = counterexample(known, smallest)
    return Check(name, False, len(cases), said, example, failed=len(failed), not_judged=not_judged)


def _way(comparison: Comparison) -> str:
    """Say in what way a case fails: as one of several of which that is told."""
    outcome = comparison.outcome
    if isinstance(outcome, Raised):
        return f"raised {outcome.type_name}"
    return "came back wrong" if isinstance(outcome, Returned) else "came to no result"


def _count(ways: Mapping[str, int], told: str, cases: int) -> str:
    """Say how many cases fail in the way that is told, and how many in another."""
    others = "".join(f"; {count} more {way}" for way, count in ways.items() if way != told)
    return f" ({ways[told]} of {cases} cases{others})" if cases > 1 else ""


def _from_scratch(run: Run, cases: int) -> Check:
    if not run.forbidden:
        judged = any(isinstance(outcome, Returned) and outcome.value is not None for outcome in run.outcomes)
        return Check("from_scratch", judged, cases, "" if judged else NOT_JUDGED, judged=judged)
    uses = [f"{u.name}{_seen_at(u)}" for u in run.forbidden]
    shown = ", ".join(dict.fromkeys(uses))
    return Check("from_scratch", False, cases, clean(f"uses {shown}; the question asks for the loss from scratch"))


def _seen_at(use: ForbiddenUse) -> str:
    where = place(use.line, use.cell) or " (seen while running)"
    return f"{where[:-1]} of {use.file})" if use.file else where
