"""Tasks, facts and values are looked up together: what a wrong word is, what is near, what speaks of a word."""

from __future__ import annotations

import pytest

from lossquiz.errors import UsageError
from lossquiz.lookup import plain
from lossquiz.selection.facts import all_facts, facts_of, find_fact, find_task, read_given, tasks, words


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("depth", "depth is a fact of regression: --task regression --given depth"),
        ("counts", "counts is a fact of regression, forecasting: --task regression --given counts"),
        ("SFT", "sft is a fact of language_modelling, translation: --task language_modelling --given sft"),
        ("pos-rate", "--task binary_classification --given pos_rate=NUMBER"),
        ("bounds", "--task regression --given bounds=WORD"),
        (
            "distributed",
            "distributed is a fact of similarity, self_supervised, language_modelling, …: --task similarity",
        ),
        ("vae", "vae is a value of model: --task generative --given model=vae"),
        ("grpo", "grpo is a loss: `lossquiz show grpo`; --task preference_optimisation can recommend it"),
        ("Huber Loss", "huber_loss is a loss: `lossquiz show huber`"),
        ("rmse", "rmse is a value of metric: --task regression --given metric=rmse"),
        ("wing", "wing is a loss: `lossquiz show wing`"),
        ("dpth", "did you mean depth? depth is a fact of regression: --task regression --given depth"),
        ("outlirs", "did you mean outliers? outliers is a fact of regression"),
        ("regresion", "did you mean regression?"),
        ("anomaly_detect", "did you mean anomaly_detection?"),
    ],
)
def test_a_word_that_is_no_task_is_told_as_what_it_is(word: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_task(word)
    assert told in str(caught.value)


@pytest.mark.parametrize("word", ["lora", "xyzzy", "", "a" * 5_000, "\n", "gpt"])
def test_with_nothing_near_the_tasks_are_listed(word: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_task(word)
    assert str(caught.value).endswith(f"; tasks: {', '.join(tasks())}")
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("rec", "did you mean recommendation?"),
        ("speech", "did you mean sequence_alignment or audio or text_to_speech?"),
        ("regresion", "did you mean regression?"),
        ("segmentatoin", "did you mean segmentation?"),
        ("class", "did you mean binary_classification or multiclass_classification or anomaly_detection?"),
    ],
)
def test_the_nearest_are_offered_and_nothing_that_is_far_behind(word: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_task(word)
    assert str(caught.value).endswith(told)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("regression", "regression is a task: --task regression"),
        ("kge", "kge is a task: --task knowledge_graph_embedding"),
        ("vae", "vae is a value of model: --task generative --given model=vae"),
        ("huber", "huber is a loss: `lossquiz show huber`"),
        ("outlires", "did you mean outliers?"),
        ("lora", "`lossquiz recommend --facts` lists them all"),
    ],
)
def test_a_word_that_is_no_fact_is_told_as_what_it_is(word: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_fact(word)
    assert told in str(caught.value)


def test_a_word_that_is_no_value_may_be_something_else() -> None:
    with pytest.raises(UsageError, match=r"predict does not take .*; known: .*; outliers is a fact of regression"):
        read_given("predict=outliers")


def test_every_advised_command_can_be_given() -> None:
    """What the message says to type is understood, for each word of each fact."""
    called = {word for task in tasks().values() for word in (task.id, plain(task.title), *task.aliases)}
    for fact in all_facts().values():
        for word in {fact.id, *fact.aliases, *fact.inverse} - called:
            with pytest.raises(UsageError) as caught:
                find_task(word)
            task, _, name = str(caught.value).rpartition("--task ")[2].partition(" --given ")
            name = name or str(caught.value).rpartition("--given ")[2]  # of every task
            assert find_fact(name.partition("=")[0]) is fact
            assert task not in tasks() or fact.belongs_to(task)


@pytest.mark.parametrize(
    ("word", "of_tasks", "of_facts", "of_values"),
    [
        ("depth", set(), {"depth_estimation"}, set()),
        ("outlier", {"anomaly_detection"}, {"outliers", "redescending"}, set()),
        ("gross", set(), {"redescending"}, {"outliers=gross"}),
        ("vae", set(), {"posterior_collapse"}, {"model=vae"}),
        ("ner", {"sequence_tagging"}, {"padding", "label_transitions", "imbalance"}, set()),
        ("counts", set(), {"count_target", "overdispersed"}, {"targets=counts"}),
        ("long tail", set(), {"long_tailed", "skewed_target"}, set()),
        ("Class-Imbalance", set(), {"class_imbalance", "imbalance"}, set()),
    ],
)
def test_a_search_looks_in_tasks_facts_and_values(
    word: str, of_tasks: set[str], of_facts: set[str], of_values: set[str]
) -> None:
    found = words().search(word)
    assert of_tasks <= {task.id for task in found.tasks}
    assert of_facts <= {fact.id for fact in found.facts}
    assert of_values <= {f"{fact.id}={value}" for fact, value in found.values}


def test_a_task_brings_all_its_facts_and_what_is_called_so_comes_first() -> None:
    found = words().search("survival")
    assert {fact.id for fact in facts_of("survival")} <= {fact.id for fact in found.facts}
    assert found.tasks[0].id == "survival"
    assert words().search("quantile").facts[0].id == "quantile"


def test_a_search_within_a_task_keeps_to_its_facts() -> None:
    found = words().search("labels").within("multilabel_classification")
    assert found.tasks == ()
    assert {fact.id for fact in found.facts} >= {"missing_labels", "many_labels"}
    assert all(fact.belongs_to("multilabel_classification") for fact in found.facts)


def test_every_fact_is_found_by_each_of_its_names() -> None:
    for fact in all_facts().values():
        for word in (fact.id, *fact.aliases, *fact.inverse):
            assert fact in words().search(word).facts, (fact.id, word)


@pytest.mark.parametrize("word", ["", " ", "_", "xyzzy", "-"])
def test_nothing_speaks_of_no_word(word: str) -> None:
    found = words().search(word)
    assert (found.tasks, found.facts, found.values) == ((), (), ())
