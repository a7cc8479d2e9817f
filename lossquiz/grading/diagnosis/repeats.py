"""Answers that give something else when they are asked the same again: they hang on earlier calls, or on chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from lossquiz.grading.diagnosis.agreement import real_numbers, wrong_value
from lossquiz.grading.diagnosis.named import Diagnosis
from lossquiz.grading.judging.compare import simplest_first
from lossquiz.grading.judging.numbers import apart
from lossquiz.grading.judging.tolerance import differs

if TYPE_CHECKING:
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.sandbox.both.job import Call
    from lossquiz.grading.sandbox.both.outcomes import Outcome

MOST_ASKED = 8  # so many wrong cases are asked again, in the opposite order, so that none has what came before it


def not_repeated(
    comparisons: Sequence[Comparison], again: Callable[[tuple[Call, ...]], Sequence[Outcome]]
) -> tuple[Diagnosis, ...]:
    """Ask wrong cases again in another order, and name it where one of them gives another value than before.

    Args:
        comparisons: Every case with its outcome.
        again: Runs the answer on other calls; it may give fewer outcomes than calls.
    """
    wrong = [c for c in simplest_first(c for c in comparisons if not c.passed) if wrong_value(c)]
    asked = [c for c in wrong if c.case.call.use == "plain"][:MOST_ASKED][::-1]
    if not asked:
        return ()
    for comparison, outcome in reversed([*zip(asked, again(tuple(c.case.call for c in asked)), strict=False)]):
        before, after = real_numbers(comparison.outcome), real_numbers(outcome)
        if before is None or after is None or before.shape != after.shape:
            continue
        allowed = np.broadcast_to(np.max(comparison.expected.allowed, initial=0.0), before.shape)
        apart_at = np.flatnonzero(differs(after, before, allowed))
        if len(apart_at):
            one, two = apart(float(before.flat[apart_at[0]]), float(after.flat[apart_at[0]]))
            message = (
                f"The same inputs gave {one} at one time and {two} at another: a result hangs on its inputs alone, "
                "neither on calls before nor on chance."
            )
            return (Diagnosis("not_repeatable", message),)
    return ()
