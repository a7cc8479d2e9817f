"""Explain questions: points are found by words, and the marking says that it may be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.questions.kinds.explain import ExplainQuestion, RubricPoint
from lossquiz.questions.model import Bank
from lossquiz.questions.replies import UnclearAnswerError

EXPLAIN = ExplainQuestion(
    "e",
    "Title",
    "fam",
    "easy",
    "x",
    "Why?",
    (
        RubricPoint("Robust.", ("outlier", "robust")),
        RubricPoint("Smooth.", (r"\bsmooth", "differentiable")),
        RubricPoint("Scaled.", ("delta", "δ")),
    ),
    2,
    "A model answer.",
    (),
)


def test_points_are_found_whatever_the_case_and_across_lines() -> None:
    verdict = EXPLAIN.mark("ROBUST against\nlarge errors;\nit is differentiable")
    assert verdict.correct
    assert verdict.score == 1.0
    assert [point.covered for point in verdict.points] == [True, True, False]
    assert verdict.feedback == ("2 of 3 points found; 2 make a pass.",)


def test_too_few_points_fail_with_a_share_of_the_score() -> None:
    verdict = EXPLAIN.mark("because of outliers")
    assert (verdict.correct, verdict.score) == (False, 0.5)


def test_no_point_at_all() -> None:
    assert EXPLAIN.mark("I do not know").score == 0.0


@pytest.mark.parametrize("typed", ["42", "...", "!?"])
def test_no_words_are_no_explanation(typed: str) -> None:
    with pytest.raises(UnclearAnswerError, match="sentence"):
        EXPLAIN.mark(typed)


def test_only_a_fail_may_be_doubted() -> None:
    assert EXPLAIN.mark("robust and smooth").doubt == ""
    assert "looking for words" in EXPLAIN.mark("because of outliers").doubt


def test_the_answer_is_the_model_answer_and_nothing_else_is_to_be_remembered() -> None:
    assert (EXPLAIN.answer().label, EXPLAIN.answer().text) == ("A good answer", "A model answer.")
    assert EXPLAIN.lesson() == ""


def test_the_hints_of_an_explanation_tell_how_much_is_asked() -> None:
    assert EXPLAIN.hints_in(Bank({}, {}, Path())) == (
        "A good answer makes at least 2 of 3 points.",
        "One of them: Robust.",
    )
