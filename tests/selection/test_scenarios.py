from __future__ import annotations

import re

import pytest

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.selection import recommend
from lossquiz.selection.scenarios import Scenario, generate

MANY = generate(seed=11, count=120)


def scores_of(scenario: Scenario) -> dict[str, float]:
    return {choice.loss: choice.score for choice in recommend(scenario.task, scenario.facts).choices}


def test_the_same_seed_gives_the_same_scenarios() -> None:
    assert generate(3, 10) == generate(3, 10)
    assert generate(3, 10) != generate(4, 10)


def test_all_are_different_and_over_many_tasks() -> None:
    assert len({scenario.id for scenario in MANY}) == 120
    assert len({scenario.task for scenario in MANY}) >= 15


def test_the_right_answer_is_the_advisors_and_is_offered() -> None:
    for scenario in MANY:
        offered = [option.loss for option in scenario.options]
        assert len(offered) == len(set(offered)) == 4
        assert recommend(scenario.task, scenario.facts).choices[0].loss in scenario.right
        assert set(scenario.right) < set(offered)
        assert all(option.title == catalogue()[option.loss].title for option in scenario.options)


def test_answers_that_the_rules_value_alike_are_all_right() -> None:
    several = [scenario for scenario in MANY if len(scenario.right) > 1]
    assert several
    for scenario in several:
        scores = scores_of(scenario)
        assert max(scores.values()) - min(scores[loss] for loss in scenario.right) <= 0.75
    assert any(len({scores_of(scenario)[loss] for loss in scenario.right}) > 1 for scenario in several)


def test_a_wrong_option_is_clearly_wrong() -> None:
    for scenario in MANY:
        answer = recommend(scenario.task, scenario.facts)
        scores = {choice.loss: choice.score for choice in answer.choices}
        for option in scenario.options:
            if option.loss not in scenario.right and option.loss in scores:
                assert scores[option.loss] <= answer.choices[0].score / 2


def test_every_option_is_explained_with_a_source() -> None:
    for scenario in MANY:
        assert len(scenario.explanation) == 4
        for option in scenario.options:
            line = next(line for line in scenario.explanation if line.removeprefix("not ").startswith(option.loss))
            assert line.endswith("]")


def test_the_prompt_gives_away_no_loss() -> None:
    for scenario in (*MANY, *generate(5, 60, "regression"), *generate(5, 30, "segmentation")):
        assert scenario.prompt.endswith("Which loss do you reach for first?")
        for option in scenario.options:
            for name in (option.loss.replace("_", " "), option.title.lower()):
                assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", scenario.prompt.lower()), scenario.prompt


def test_one_task_only() -> None:
    assert {scenario.task for scenario in generate(1, 8, "seg")} == {"segmentation"}


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(UsageError, match="the rules give only"):
        generate(1, 500, "knowledge_graph_embedding")
