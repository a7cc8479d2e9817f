from __future__ import annotations

import pytest

from lossquiz.selection.engine import Trials, score
from lossquiz.selection.facts import complete, facts_of, settle, tasks
from lossquiz.selection.next_question import next_question
from lossquiz.selection.switches import values_of


def test_a_question_says_truly_where_its_answers_lead() -> None:
    for task in tasks():
        question = next_question(task, {})
        if question is None:
            continue
        assert len(set(question.leads_to.values())) > 1
        for value, loss in question.leads_to.items():
            given = {question.fact.id: value} if value is not False else {}
            assert score(task, settle(task, given)).winner == loss


def test_no_question_tells_more_than_a_common_one_that_is_asked() -> None:
    question = next_question("regression", {})
    assert question is not None
    assert question.fact.flag
    assert question.bits > 1


def test_what_was_asked_or_is_known_is_not_asked_again() -> None:
    asked: list[str] = []
    while (question := next_question("binary_classification", {}, asked)) is not None:
        assert question.fact.id not in asked
        asked.append(question.fact.id)
    assert len(asked) > 5
    known = next_question("regression", {"outliers": True, "predict": "mean"})
    assert known is None or known.fact.id not in {"outliers", "predict"}


def test_nothing_is_asked_when_no_answer_matters() -> None:
    assert next_question("other", {}) is None


@pytest.mark.parametrize("task", list(tasks()))
def test_trials_agree_with_the_engine(task: str) -> None:
    given = next(({fact.id: values_of(fact)[0]} for fact in facts_of(task) if values_of(fact)), {})
    where, facts = complete(task, given)
    trials = Trials(where, facts)
    assert trials.first == score(where, facts).winner
    for fact in facts_of(where):
        for value in values_of(fact):
            assert trials.winner(fact.id, value) == score(where, settle(where, {**facts, fact.id: value})).winner
