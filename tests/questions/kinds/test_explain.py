"""Explain questions: points are looked for by words, as a proposal; the mark is the candidate's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.questions.kinds.explain import NOT_PROSE, ExplainQuestion, Fixtures, RubricPoint
from lossquiz.questions.model import Bank
from lossquiz.questions.replies import UnclearAnswerError

GOOD = "It is robust, since an error that is far too large pulls no harder than one of middling size does."
OTHER = "The loss can be differentiated everywhere, so it is smooth, and the size of delta says what an outlier is."
SALAD = "robust outlier smooth differentiable delta gradient bounded linear quadratic threshold scale median mean tails"
EXPLAIN = ExplainQuestion(
    "e",
    "Title",
    "fam",
    "easy",
    "x",
    "Why?",
    (
        RubricPoint("Robust.", ("outlier", "robust"), (r"not robust", r"less robust")),
        RubricPoint("Smooth.", (r"\bsmooth", "differentiable")),
        RubricPoint("Scaled.", ("delta", "δ")),
    ),
    2,
    GOOD + " And it is smooth.",
    (),
)


def test_points_are_found_whatever_the_case_and_across_lines() -> None:
    verdict = EXPLAIN.mark(f"{GOOD.upper()}\nAnd the whole of it is\ndifferentiable")
    assert verdict.correct
    assert verdict.score == 1.0
    assert [point.covered for point in verdict.points] == [True, True, False]
    assert (verdict.made, verdict.needed, verdict.feedback) == (2, 2, ())


def test_too_few_points_give_a_share_of_the_score() -> None:
    verdict = EXPLAIN.mark(GOOD)
    assert (verdict.correct, verdict.score) == (False, 0.5)


def test_the_opposite_of_a_point_is_not_the_point() -> None:
    verdict = EXPLAIN.mark(f"{GOOD} Really it is not robust, and it is not smooth either, whatever the people say.")
    assert [(point.covered, point.denied) for point in verdict.points[:2]] == [(False, True), (True, False)]


@pytest.mark.parametrize("typed", [SALAD, "robust and smooth", "because of outliers", "I do not know"])
def test_words_without_sentences_make_no_point(typed: str) -> None:
    verdict = EXPLAIN.mark(typed)
    assert (verdict.made, verdict.feedback) == (0, (NOT_PROSE,))


@pytest.mark.parametrize("typed", ["42", "...", "!?"])
def test_no_words_are_no_explanation(typed: str) -> None:
    with pytest.raises(UnclearAnswerError, match="sentence"):
        EXPLAIN.mark(typed)


def test_ticks_change_the_mark_and_nothing_else() -> None:
    verdict = EXPLAIN.mark(GOOD)
    assert verdict.ticked({0}).score == 0.0
    assert verdict.ticked({1}).correct
    assert [point.covered for point in verdict.ticked({1, 2}).points] == [True, True, True]
    assert verdict.ticked(()) == verdict


def test_the_proof_looks_for_the_points_in_answers_of_both_kinds() -> None:
    right = replace(EXPLAIN, fixtures=Fixtures((OTHER,), SALAD, (GOOD,)))
    assert list(right.faults(lambda _: 0.0)) == []
    missed = replace(EXPLAIN, fixtures=Fixtures((GOOD, SALAD), SALAD, ()))
    assert len(list(missed.faults(lambda _: 0.0))) == 2
    fooled = replace(EXPLAIN, fixtures=Fixtures((), OTHER, (OTHER,)))
    assert len(list(fooled.faults(lambda _: 0.0))) == 2
    (fault,) = replace(EXPLAIN, model_answer=GOOD).faults(lambda _: 0.0)
    assert "only 1 of 2 points" in fault


def test_the_answer_is_the_model_answer_and_nothing_else_is_to_be_remembered() -> None:
    assert (EXPLAIN.answer().label, EXPLAIN.answer().text) == ("A good answer", EXPLAIN.model_answer)
    assert EXPLAIN.lesson() == ""


def test_the_hints_of_an_explanation_tell_how_much_is_asked() -> None:
    assert EXPLAIN.hints_in(Bank({}, {}, Path())) == (
        "A good answer makes at least 2 of 3 points.",
        "One of them: Robust.",
    )
