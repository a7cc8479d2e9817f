"""The rules as a whole: valid, sourced, reachable, and never without an answer."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

import pytest

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.selection.conditions import Value, parse_condition
from lossquiz.selection.engine import score
from lossquiz.selection.facts import all_facts, complete, contradiction, facts_of, tasks
from lossquiz.selection.forms import STAGES
from lossquiz.selection.library_code import FRAMEWORK
from lossquiz.selection.rules import Rule, all_rules, refusing_rules, rules_of, scoring_rules
from lossquiz.selection.switches import values_of

RULES = {rule.id: rule for rule in all_rules()}


def given_of(task: str) -> list[tuple[str, Value]]:
    # What a library leaves of an answer is tested with the libraries.
    return [(fact.id, value) for fact in facts_of(task) if fact.id != FRAMEWORK for value in values_of(fact)]


def combinations(task: str) -> Iterator[tuple[tuple[str, Value], ...]]:
    single = given_of(task)
    yield ()
    yield from ((one,) for one in single)
    yield from (pair for pair in itertools.combinations(single, 2) if pair[0][0] != pair[1][0])


@functools.cache
def walk(task: str) -> tuple[list[object], set[str], set[str]]:
    """Return the combinations without an answer, the rules that fired and the losses among the first five."""
    empty: list[object] = []
    fired: set[str] = set()
    shown: set[str] = set()
    for given in combinations(task):
        if contradiction(dict(given)):
            with pytest.raises(UsageError, match="contradict each other: the number"):
                complete(task, dict(given))
            continue
        where, facts = complete(task, dict(given))
        refused = [rule for rule in refusing_rules(where) if rule.fires(facts)]
        fired |= {rule.id for rule in refused}
        assert all(rule.refuse for rule in refused)
        if refused:
            continue
        scoring = score(where, facts)
        fired |= {rule.id for rule in scoring.fired}
        fired |= {rule.id for rule in rules_of(where) if rule.warn and rule.fires(facts)}
        shown |= {scored.loss for scored in scoring.ranked[:5]}
        if not scoring.ranked:
            empty.append(given)
    return empty, fired, shown


@pytest.mark.parametrize("task", list(tasks()))
def test_every_fact_and_pair_of_facts_has_an_answer_or_an_explained_refusal(task: str) -> None:
    assert walk(task)[0] == []


def test_every_rule_fires_for_some_scenario() -> None:
    fired = set().union(*(walk(task)[1] for task in tasks()))
    # These read a fact of another task, which is just what they refuse.
    for name, task, fact in (
        ("conflict.classes_in_regression", "regression", ("n_classes", 3)),
        ("conflict.counts_in_classification", "binary_classification", ("count_target", True)),
    ):
        assert RULES[name].fires(dict([fact]))
        assert task in RULES[name].tasks
        fired.add(name)
    # What is left needs three facts at once.
    assert [name for name in RULES if name not in fired and not fires_on_its_own_terms(RULES[name])] == []


def fires_on_its_own_terms(rule: Rule) -> bool:
    """Make the rule's conditions true by the first alternative of each, and look."""
    facts: dict[str, Value] = {}
    for condition in rule.when:
        name, op, value = condition[0]
        facts[name] = (float(value) if all_facts()[name].number else value) if op else True
    return rule.fires(facts)


def test_every_loss_is_reachable_or_marked_as_explained_only() -> None:
    shown = set().union(*(walk(task)[2] for task in tasks()))
    promoted = {loss for rule in all_rules() for loss in rule.promote}
    for loss in catalogue().values():
        if loss.explain_only:
            assert loss.id not in promoted, loss.id
        else:
            assert loss.id in shown, loss.id


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_has_a_reason_and_a_source(rule: Rule) -> None:
    assert len(rule.reason) > 3
    assert rule.source.strip()
    low, high = STAGES[rule.stage]
    assert all(low <= weight <= high for weight in rule.promote.values())


def test_arxiv_numbers_are_well_formed() -> None:
    for rule in all_rules():
        for number in re.findall(r"arXiv (\S+?)(?:[;,)]|$)", rule.source):
            assert re.fullmatch(r"\d{4}\.\d{4,5}", number), (rule.id, number)


def test_the_options_of_losses_name_real_facts() -> None:
    for loss in catalogue().values():
        for text in loss.options:
            for name, op, value in parse_condition(text):
                fact = all_facts()[str(name)]
                assert not op or value in (*fact.values, *fact.levels), (loss.id, text)


@pytest.mark.parametrize("task", list(tasks()))
def test_a_fact_that_no_rule_of_the_task_reads_never_changes_the_answer(task: str) -> None:
    read = {name for rule in scoring_rules(task) for name in rule.looks_at}
    plain = score(task, {}).ranked
    for fact in all_facts().values():
        for value in values_of(fact):
            if fact.id not in read:
                assert score(task, {fact.id: value}).ranked == plain
