"""The rubrics of explanations accept the bank's own answers, and refuse an answer that says nothing."""

from __future__ import annotations

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.kinds.explain import ExplainQuestion

QUESTIONS = tuple(load_bank().questions.values())
EXPLAIN = [q for q in QUESTIONS if isinstance(q, ExplainQuestion)]
CHOOSE = [q for q in QUESTIONS if isinstance(q, ChooseQuestion)]
EMPTY_PHRASES = "I am not sure, it depends on the data, and one should try several things and see what works."


@pytest.mark.parametrize("question", EXPLAIN, ids=lambda q: q.id)
def test_the_model_answer_passes_its_own_rubric(question: ExplainQuestion) -> None:
    verdict = question.mark(question.model_answer)
    missed = [point.point for point in verdict.points if not point.covered]
    assert verdict.correct, missed


@pytest.mark.parametrize("question", EXPLAIN, ids=lambda q: q.id)
def test_paraphrases_are_found_and_a_salad_and_confident_wrong_answers_are_not(question: ExplainQuestion) -> None:
    assert len(question.fixtures.found) >= 3
    assert len(question.fixtures.wrong) >= 2
    assert question.mark(question.fixtures.salad).made == 0
    assert list(question.faults(lambda _: 0.0)) == []


@pytest.mark.parametrize("question", EXPLAIN, ids=lambda q: q.id)
def test_empty_phrases_do_not_pass(question: ExplainQuestion) -> None:
    assert not question.mark(EMPTY_PHRASES).correct


def test_the_right_option_is_not_given_away_by_being_the_longest() -> None:
    longest = [q.id for q in CHOOSE if max(q.options, key=lambda option: len(option.text)).correct]
    assert len(longest) <= 0.5 * len(CHOOSE), longest


def test_no_question_offers_the_same_option_twice() -> None:
    assert not [q.id for q in CHOOSE if len({option.text for option in q.options}) < len(q.options)]


def test_a_question_that_belongs_to_no_loss_has_hints_of_its_own() -> None:
    """There is no card to reason from, so without them a hint could only give an option or a point away."""
    assert not [q.id for q in QUESTIONS if not q.loss and len(getattr(q, "hints", ())) < 2]
