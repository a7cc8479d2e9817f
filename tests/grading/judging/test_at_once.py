"""What the quick comparison calls right is what the slow one calls right, on real answers of both kinds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lossquiz.grading.judging.at_once import right_at_once
from lossquiz.grading.judging.compare import compare_all, compare_case
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.outcomes import Raised, Returned
from lossquiz.grading.trusted import compile_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.grading.sandbox.both.outcomes import Outcome

ROOT = Path(__file__).resolve().parents[3]
SUBMISSIONS = ROOT / "tests" / "submissions"
QUESTIONS = ("huber", "bce", "mse_backward", "custom_loss_module")


def outcomes_of(known: Expectations, source: str) -> list[Outcome]:
    answer = compile_answer(source, known.task)
    return [call_answer(answer, call, kind=known.task.entry_kind) for call in known.calls]


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_comparisons_agree(question: str, expectations: Callable[[str, int], Expectations]) -> None:
    known = expectations(question, 0)
    passed = failed = 0
    for path in sorted((SUBMISSIONS / question).glob("*.py"))[::4]:
        outcomes = outcomes_of(known, path.read_text(encoding="utf-8"))
        slow = [compare_case(known.task, *rest) for rest in zip(known.cases, known.expected, outcomes, strict=True)]
        quick = right_at_once(known, outcomes)
        # What is not right beyond doubt may still be right: at a kink, or with no gradient where it is zero.
        assert not any(sure and not comparison.passed for sure, comparison in zip(quick, slow, strict=True)), path.name
        for both in zip(compare_all(known, outcomes), slow, strict=True):
            told = [
                [(f.check, f.message, f.place) for f in one.failures if "moved by" not in f.message] for one in both
            ]
            assert told[0] == told[1], path.name
        passed += all(c.passed for c in slow)
        failed += not all(c.passed for c in slow)
    assert passed
    assert failed


def test_one_number_that_differs_is_found_in_its_own_case(expectations: Callable[[str, int], Expectations]) -> None:
    known = expectations("huber", 0)
    source = (ROOT / "solutions" / "regression" / "huber.py").read_text()
    outcomes = outcomes_of(known, source)
    assert all(right_at_once(known, outcomes))
    wide = next(n for n, case in enumerate(known.cases) if case.size > 100)
    outcome = outcomes[wide]
    assert isinstance(outcome, Returned)
    gradient = np.array(outcome.gradients["pred"])
    gradient.flat[-1] += 1.0
    spoilt = replace(outcome, gradients={"pred": gradient})
    changed = [*outcomes[:wide], spoilt, *outcomes[wide + 1 :]]
    assert [n for n, right in enumerate(right_at_once(known, changed)) if not right] == [wide]


@pytest.mark.parametrize(
    "change",
    [
        {"mutated": ("pred",)},
        {"gradient_error": "RuntimeError: no"},
        {"gradients": {"pred": None}},
        {"dtype": "float16"},
        {"shape": (1,)},
        {"value": None},
        {"kind": "number"},
    ],
)
def test_another_form_is_looked_at_closely(
    change: dict[str, object], expectations: Callable[[str, int], Expectations]
) -> None:
    known = expectations("mse", 0)
    outcomes = outcomes_of(known, (ROOT / "solutions" / "regression" / "mse.py").read_text())
    first = outcomes[0]
    assert isinstance(first, Returned)
    assert right_at_once(known, [replace(first, **change), *outcomes[1:]])[0] is False  # type: ignore[arg-type]
    assert right_at_once(known, [Raised("ValueError", "no"), *outcomes[1:]])[0] is False
