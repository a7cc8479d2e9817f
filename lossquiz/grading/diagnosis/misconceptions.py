"""The question's own misconceptions, replayed on the cases of a submission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from lossquiz.grading.diagnosis.agreement import (
    agrees,
    agrees_in_gradient,
    differs_from_right,
    errs,
    errs_alike,
    has_gradients,
    is_alone,
    pulls_alike,
    real_numbers,
    refutes,
    relates_rows,
    wrong_value,
)
from lossquiz.grading.diagnosis.changed_calls import kept
from lossquiz.grading.diagnosis.evidence import Evidence, Explanation, Found
from lossquiz.grading.diagnosis.families import EPSILONS, USUAL, Family, fit
from lossquiz.grading.judging.sizes import all_finite
from lossquiz.grading.judging.tolerance import differs
from lossquiz.grading.sandbox.both.outcomes import Outcome, Raised, Returned
from lossquiz.grading.trusted import WrongVariant

if TYPE_CHECKING:
    from lossquiz.grading.diagnosis.evidence import Value
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations, Expected
    from lossquiz.grading.sandbox.both.job import Call
    from lossquiz.questions.kinds.implement.parts import Misconception

MOST_GRADIENTS = 0.75
NEARLY_ALL = 0.9  # of the gradients that alone are wrong; the others may be lost for another reason
CLOSELY = 3.0  # times what is allowed
TINY = 0.02  # a constant below is an epsilon
FEW, EXPLAINED = 5, 0.5  # where corners are left out: so many wrong cases, and such a share of them, must agree
CHOSEN_BY_HAND = ("boundary", "worked")
FIRST = 3  # cases in which values are compared before anything is differentiated


def search(evidence: Evidence) -> Iterator[Found]:
    """Yield the misconceptions that behave like the submission: as written, with other constants, but for corners."""
    yield from _as_written(evidence, corners=False)
    yield from with_other_constants(evidence)
    yield from _as_written(evidence, corners=True)


def _as_written(evidence: Evidence, *, corners: bool) -> Iterator[Found]:
    known = evidence.known
    for misconception in known.task.misconceptions:
        if explains(evidence, replay(known, misconception.code), corners=corners):
            yield misconception.id, misconception.says


def with_other_constants(evidence: Evidence) -> Iterator[Found]:
    """Yield the misconceptions that behave like the submission with another number for one of their constants."""
    if not evidence.wrong and not all(has_gradients(c.expected, c.outcome) for c in evidence.failing()):
        return  # where no value is wrong, a number is told by the gradients alone
    for misconception in evidence.known.task.misconceptions:
        found = _with_another_constant(evidence, misconception)
        if found is not None:
            yield found


class Replay:
    """The code of a misconception on the cases, run in this process where it is looked at: the bank is trusted.

    Most misconceptions are told from a submission by its first wrong case; the others are then never run.

    Args:
        known: The cases.
        code: The code.
    """

    def __init__(self, known: Expectations, code: str) -> None:
        self._known = known
        self._variant = WrongVariant(code, known.task)
        self._outcomes: dict[int, Outcome] = {}
        self._forward: dict[int, Outcome] = {}

    def __getitem__(self, index: int) -> Outcome:
        """Return the outcome of one case."""
        if index not in self._outcomes:
            self._outcomes[index] = self._call(self._known.calls[index])
        return self._outcomes[index]

    def forward(self, index: int) -> Outcome:
        """Return the outcome of one case, without gradients unless it is known with them: half the work."""
        if index in self._outcomes:
            return self[index]
        if index not in self._forward:
            call = self._known.calls[index]
            shorter = _forward_only(call)
            if shorter is call:
                return self[index]
            self._forward[index] = self._call(shorter)
        return self._forward[index]

    def take(self, outcomes: Mapping[int, Outcome]) -> None:
        """Take the outcomes of cases from whoever has run the same code on them."""
        self._outcomes.update(outcomes)

    def value(self, index: int) -> Value:
        """Return the numbers of one case, in the form that is due, or the exception."""
        return as_value(self.forward(index), self._known.expected[index])

    def _call(self, call: Call) -> Outcome:
        return self._variant.call(call)


class _Open(Replay):
    """A misconception with another number for one of its constants."""

    def __init__(self, known: Expectations, code: str, name: str, number: float) -> None:
        super().__init__(known, code)
        self._code, self._name, self._number = code, name, number

    def _call(self, call: Call) -> Outcome:
        return _outcome_with(self._known, self._code, self._name, self._number, call)


def replay(known: Expectations, code: str) -> Replay:
    """Return the replay of a misconception, one for all submissions."""
    made: Replay = kept(known, ("misconception", code), lambda: Replay(known, code))
    return made


def _opened(known: Expectations, code: str, name: str, number: float) -> Replay:
    """Return the replay of a misconception with another number for a constant, one for all submissions."""
    made: Replay = kept(known, ("opened", code, name, number), lambda: _Open(known, code, name, number))
    return made


def explanation(known: Expectations, misconception: Misconception) -> Explanation:
    """Return a misconception as an explanation of values."""
    return Explanation(misconception.id, misconception.says, replay(known, misconception.code).value)


def constants_of(known: Expectations, code: str) -> dict[str, float]:
    """Return the numbers at the top of a misconception's code under a name in capitals: those that people choose."""

    def work() -> dict[str, float]:
        names = _open(known, code).names()
        return {name: value for name, value in names.items() if name.isupper() and isinstance(value, float)}

    found: dict[str, float] = kept(known, ("constants", code), work)
    return found


def _open(known: Expectations, code: str) -> WrongVariant:
    """Return a misconception whose constants may be changed, apart from the one that is replayed as written."""
    variant: WrongVariant = kept(known, ("open", code), lambda: WrongVariant(code, known.task))
    return variant


def _with_another_constant(evidence: Evidence, misconception: Misconception) -> Found | None:
    known = evidence.known
    for name, usual in constants_of(known, misconception.code).items():
        numbers = EPSILONS if usual < TINY else USUAL
        if not evidence.wrong:
            if any(_pulls(evidence, _opened(known, misconception.code, name, n)) for n in numbers):
                return misconception.id, misconception.says
            continue
        message = f"{_literal(misconception.says)} (The constant in the code is about {{:.3g}}.)"
        value = partial(_with_constant, known, misconception.code, name)
        family = Family(misconception.id, message, numbers, value, turns=numbers is USUAL)
        found = fit(evidence, family)
        if found is not None and _pulls_alike(evidence, found.number, misconception.code, name):
            return found.id, found.message
    return None


def _pulls(evidence: Evidence, outcomes: Replay) -> bool:
    """Whether another answer's gradients explain a submission of which the values are right."""
    failed = ((index, c) for index, c in enumerate(evidence.comparisons) if not c.passed)
    return all(errs_alike(c.expected, c.outcome, outcomes[i]) for i, c in failed) and explains(evidence, outcomes)


def _pulls_alike(evidence: Evidence, number: float, code: str, name: str) -> bool:
    """Whether values agree closely, and gradients mostly, in the wrong cases: what tells a clip from an epsilon."""
    known, alike = evidence.known, []
    for index in evidence.wrong:
        comparison = evidence.comparisons[index]
        other = _outcome_with(known, code, name, number, known.calls[index])
        value = as_value(other, comparison.expected)
        if (
            isinstance(value, np.ndarray)
            and differs(evidence.got[index], value, CLOSELY * comparison.expected.allowed).any()
        ):
            return False
        if comparison.case.judge_gradient:
            factor = evidence.factor(comparison.case)
            alike.append(pulls_alike(comparison.expected, comparison.outcome, other, factor))
    return sum(alike) >= MOST_GRADIENTS * len(alike)


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _with_constant(known: Expectations, code: str, name: str, number: float, index: int) -> Value:
    outcome = _outcome_with(known, code, name, number, _forward_only(known.calls[index]))
    return as_value(outcome, known.expected[index])


def _outcome_with(known: Expectations, code: str, name: str, number: float, call: Call) -> Outcome:
    """Return the outcome of a call of a misconception, one of its constants being another number."""
    variant = _open(known, code)
    variant.names()[name] = number
    return variant.call(call)


def _forward_only(call: Call) -> Call:
    """Return a call without its backward; the same one where its value depends on what comes before, in training."""
    return replace(call, upstream=None, most=0) if call.use == "plain" else call


def as_value(outcome: Outcome, expected: Expected) -> Value:
    """Return the numbers of an outcome, in the form that is due, or the exception."""
    if isinstance(outcome, Raised):
        return outcome
    got, right = real_numbers(outcome), expected.value
    return got.reshape(right.shape) if got is not None and got.size == right.size else None


def explains(evidence: Evidence, outcomes: Replay, *, corners: bool = False) -> bool:
    """Whether another answer's outcomes are those of the submission wherever that can be told.

    Ordinary cases must all agree and one of them must have failed; when only extreme cases failed, they must agree too.
    With `corners`, they may part where one guards against what the other runs into.
    """
    comparisons = evidence.comparisons
    by_hand = evidence.known.task.entry_kind == "backward"
    apart: set[int] = set()
    for number, index in enumerate(evidence.answered):
        c = comparisons[index]
        # Most differ at once, where a value is all that is needed; one that does not mostly agrees to the end.
        other = outcomes.forward(index) if number < FIRST else outcomes[index]
        # Where both are right, they may differ by the rounding of either: some mistakes hold a cancellation.
        if agrees(c.case, c.expected, c.outcome, other, by_hand=by_hand) or _both_right(c, other):
            continue
        if not corners or evidence.at_ends or not _is_corner(comparisons, c, other):
            return False
        apart.add(index)
    pairs = [(comparisons[index], outcomes[index]) for index in evidence.answered if index not in apart]
    if apart and sum(not c.passed for c, _ in pairs) < max(FEW, EXPLAINED * sum(not c.passed for c in comparisons)):
        return False
    if not _same_gradients(pairs):
        return False
    # A wrong dtype says nothing of the numbers, which are what a misconception explains.
    failed = [(c, o) for c, o in pairs if any(f.check != "dtype" for f in c.failures)]
    if not any(errs(c, o) for c, o in failed) or any(refutes(c, real_numbers(o)) for c, o in failed):
        return False
    return not all(_is_lost(c) for c, _ in failed) or _same_at_ends(evidence, outcomes)


def _is_lost(comparison: Comparison) -> bool:
    """Whether no finite number came: that of another answer neither says little of the two."""
    got = real_numbers(comparison.outcome)
    return got is not None and not np.isfinite(got).any()


def _same_at_ends(evidence: Evidence, outcomes: Replay) -> bool:
    """Whether two answers agree in the extreme cases too."""
    ends = ((i, c) for i, c in enumerate(evidence.comparisons) if i not in evidence.usual)
    told = ((c, outcomes[i]) for i, c in ends if isinstance(c.outcome, Returned) or not c.passed)
    by_hand = evidence.known.task.entry_kind == "backward"
    return all(
        agrees(c.case, c.expected, c.outcome, other, by_hand=by_hand) or _both_right(c, other) for c, other in told
    )


def _is_corner(comparisons: Sequence[Comparison], comparison: Comparison, other: Outcome) -> bool:
    """Whether two answers with one mistake may part in a case: where one guards against what the other runs into.

    That is where one row has no other to be held against, and a line of its own has made it right; or, there and at a
    boundary or in a worked example, where one of the two gives no finite number, and the other does.
    """
    alone = is_alone(comparison.case) and relates_rows(comparisons)
    if comparison.passed and alone:
        return True
    got, would = real_numbers(comparison.outcome), real_numbers(other)
    if got is None or would is None or not (alone or comparison.case.kind in CHOSEN_BY_HAND):
        return False
    return all_finite(got) != all_finite(would)


def _both_right(comparison: Comparison, other: Outcome) -> bool:
    value = real_numbers(other)
    told = isinstance(comparison.outcome, Returned) and not wrong_value(comparison) and value is not None
    return told and value is not None and not differs_from_right(comparison, value)


def _same_gradients(told: Sequence[tuple[Comparison, Outcome]]) -> bool:
    """Whether gradients agree where they alone are wrong, and mostly elsewhere: clamp and relu differ in a corner."""
    told = [(c, o) for c, o in told if not _is_lost(c)]  # the slopes of what is inf or NaN are anything
    same = [agrees_in_gradient(c.case, c.expected, c.outcome, o) for c, o in told]
    alone = [agree for agree, (c, _) in zip(same, told, strict=True) if not c.passed and not wrong_value(c)]
    return sum(alone) >= NEARLY_ALL * len(alone) and sum(same) >= MOST_GRADIENTS * len(same)
