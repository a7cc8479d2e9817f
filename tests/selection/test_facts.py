from __future__ import annotations

import pytest

from lossquiz.errors import UsageError
from lossquiz.selection.facts import (
    all_facts,
    complete,
    facts_of,
    find_fact,
    find_task,
    read_all,
    read_answer,
    read_given,
    tasks,
)


def test_every_fact_says_what_it_means_and_how_to_ask_for_it() -> None:
    for fact in all_facts().values():
        assert fact.means
        assert "?" in fact.ask, fact.id
        assert fact.tasks, fact.id


def test_about_25_facts_are_options_of_their_own() -> None:
    assert 20 <= sum(fact.flag for fact in all_facts().values()) <= 30


@pytest.mark.parametrize(
    ("word", "task"),
    [
        ("reg", "regression"),
        ("LTR", "ranking"),
        ("metric-learning", "similarity"),
        ("classification", "multiclass_classification"),
        ("rlhf", "preference_optimisation"),
        ("time series", "forecasting"),
        ("kge", "knowledge_graph_embedding"),
    ],
)
def test_a_task_has_other_names(word: str, task: str) -> None:
    assert find_task(word) == task


def test_every_task_has_facts() -> None:
    assert [task for task in tasks() if len(facts_of(task)) < 2] == []


def test_unknown_words_get_the_nearest() -> None:
    with pytest.raises(UsageError, match='unknown task "regresion"; did you mean regression'):
        find_task("regresion")
    with pytest.raises(UsageError, match='unknown fact "outlires"; did you mean outlier'):
        find_fact("outlires")
    with pytest.raises(UsageError, match='imbalance does not take "sever"; did you mean severe'):
        read_given("imbalance=sever")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("outliers", True),
        ("outliers=yes", True),
        ("outliers=no", False),
        ("outliers=gross", "gross"),
        ("imbalanced=Severe", "severe"),
        ("num-classes=7", 7),
        ("quantile=0.9", 0.9),
        ("metric=NDCG", "ndcg"),
    ],
)
def test_a_given_fact_is_read(text: str, value: object) -> None:
    assert read_given(text)[1] == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("quantile=1.5", "quantile needs a number above 0 and below 1, got '1.5'"),
        ("quantile=nan", "quantile needs a number"),
        ("quantile", "quantile needs a number above 0 and below 1, got nothing"),
        ("n_classes=2.5", "n_classes needs a whole number of at least 2"),
        ("n_classes=inf", "n_classes needs a whole number"),
        ("heavy_tails=extreme", "heavy_tails is a plain yes or no"),
        ("metric", "metric needs a value"),
        ("metric=", "metric needs a value"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        read_given(text)


@pytest.mark.parametrize(
    ("task", "given", "implied"),
    [
        ("binary", {"pos_rate": 0.005}, ("imbalance", "extreme")),
        ("binary", {"pos_rate": 0.95}, ("imbalance", "severe")),
        ("binary", {"pos_rate": 0.2}, ("imbalance", "mild")),
        ("multiclass", {"n_classes": 250_000}, ("huge_vocabulary", True)),
        ("multiclass", {"n_classes": 300}, ("many_classes", True)),
        ("binary", {"targets": "soft"}, ("soft_labels", True)),
        ("similarity", {"data": "triplets"}, ("triplets", True)),
        ("self_supervised", {"batch_size": 32}, ("small_batch", True)),
    ],
)
def test_facts_follow_from_facts(task: str, given: dict[str, object], implied: tuple[str, object]) -> None:
    _, facts = complete(task, given)  # type: ignore[arg-type]
    assert facts[implied[0]] == implied[1]


def test_what_was_said_is_not_overruled_by_what_follows() -> None:
    _, facts = complete("binary", {"pos_rate": 0.05, "imbalance": "mild"})  # between two neighbours, the word decides
    assert facts["imbalance"] == "mild"


def test_a_balanced_rate_implies_nothing() -> None:
    assert "imbalance" not in complete("binary", {"pos_rate": 0.5})[1]


def test_two_classes_are_a_binary_task() -> None:
    assert complete("classification", {"num_classes": 2})[0] == "binary_classification"
    assert complete("classification", {"num_classes": 3})[0] == "multiclass_classification"


def test_a_fact_said_under_two_names_with_two_values_is_refused() -> None:
    with pytest.raises(UsageError, match="given twice"):
        complete("multiclass", {"n_classes": 3, "num_classes": 4})


def test_a_more_exact_value_refines_a_yes_and_two_values_are_one_too_many() -> None:
    assert read_all(["imbalance", "imbalance=severe", "outliers"]) == {"imbalance": "severe", "outliers": True}
    assert read_all(["imbalance=severe", "imbalance"]) == {"imbalance": "severe"}
    with pytest.raises(UsageError, match="imbalance is given twice: imbalance=severe and imbalance=extreme"):
        read_all(["imbalance=severe", "imbalance=extreme"])


@pytest.mark.parametrize(
    ("fact", "word", "value"),
    [
        ("imbalance", "2", "severe"),
        ("imbalance", "Severe", "severe"),
        ("imbalance", "y", True),
        ("imbalance", "NO", False),
        ("outliers", "n", False),
        ("outliers", "yes", True),
        ("quantile", "0.9", 0.9),
        ("n_classes", "2", 2),
        ("bounded_target", "0 to 10", "0_10"),
        ("pos_rate", "1 in 50", 0.02),
        ("fn_cost", "5:1", 5),
    ],
)
def test_an_answer_may_be_a_word_or_its_place_or_a_number(fact: str, word: str, value: object) -> None:
    assert read_answer(all_facts()[fact], word) == value


@pytest.mark.parametrize(
    ("fact", "word"), [("imbalance", "9"), ("quantile", "n"), ("outliers", "2"), ("bounded_target", "1")]
)
def test_an_answer_that_the_fact_does_not_take_is_told(fact: str, word: str) -> None:
    with pytest.raises(UsageError):
        read_answer(all_facts()[fact], word)
