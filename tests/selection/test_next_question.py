from __future__ import annotations

import pytest

from lossquiz.selection.engine import Trials, score
from lossquiz.selection.facts import complete, facts_of, settle, tasks
from lossquiz.selection.next_question import MOST, next_questions, telling
from lossquiz.selection.switches import values_of


def test_a_question_says_truly_where_its_answers_lead() -> None:
    for task in tasks():
        for question in telling(task, {}):
            assert len(set(question.leads_to.values())) > 1
            for value, loss in question.leads_to.items():
                given = {question.fact.id: value} if value is not False else {}
                assert score(task, settle(task, given)).winner == loss


def test_domain_and_format_come_before_what_is_estimated_and_that_before_taste() -> None:
    for task in tasks():
        stages, asked = [], set()
        while due := next_questions(task, {}, asked):
            stages.append(due[0].stage)
            assert {question.stage for question in due} == {due[0].stage}
            asked |= {question.fact.id for question in due}
        order = ["constraint", "estimand", "preference", "metric", "default"]
        assert stages == sorted(stages, key=order.index), task
    first = next_questions("regression", {})
    assert {"circular_target", "count_target"} <= {question.fact.id for question in first}


def test_yes_and_no_are_ticked_together_and_words_and_numbers_asked_for_alone() -> None:
    for task in tasks():
        asked: set[str] = set()
        while due := next_questions(task, {}, asked):
            assert len(due) <= MOST
            assert len(due) == 1 or all(question.fact.is_plain for question in due)
            asked |= {question.fact.id for question in due}


def test_all_that_matters_is_asked_in_few_turns() -> None:
    for task in tasks():
        asked: set[str] = set()
        turns = 0
        while due := next_questions(task, {}, asked):
            turns += 1
            assert not asked & {question.fact.id for question in due}
            asked |= {question.fact.id for question in due}
        assert not telling(task, {}, asked)
        assert turns <= 16, task


def test_what_is_known_is_not_asked_again() -> None:
    found = {question.fact.id for question in telling("regression", {"outliers": True, "predict": "mean"})}
    assert not found & {"outliers", "predict"}


def test_nothing_is_asked_when_no_answer_matters() -> None:
    assert next_questions("other", {}) == ()


@pytest.mark.parametrize("task", list(tasks()))
def test_trials_agree_with_the_engine(task: str) -> None:
    given = next(({fact.id: values_of(fact)[0]} for fact in facts_of(task) if values_of(fact)), {})
    where, facts = complete(task, given)
    trials = Trials(where, facts)
    assert trials.first == score(where, facts).winner
    for fact in facts_of(where):
        for value in values_of(fact):
            assert trials.winner(fact.id, value) == score(where, settle(where, {**facts, fact.id: value})).winner
