"""Task and facts out of tables, with the numbers that were seen."""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence

import pytest

from lossquiz.errors import InputError
from lossquiz.selection.columns import Columns
from lossquiz.selection.distribution import summarise
from lossquiz.selection.evidence import propose
from lossquiz.selection.proposals import Proposal, Seen, merge


def column(values: Sequence[object], predictions: Sequence[object] = ()) -> Columns:
    return Columns(tuple(map(str, values)), tuple(map(str, predictions)))


def draw(seed: int = 5) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up data


def seen(proposal: Proposal) -> dict[str, object]:
    return dict(proposal.as_facts())


def test_gaussian_numbers_are_a_plain_regression() -> None:
    d = draw()
    proposal = propose(column([d.gauss(0, 1) for _ in range(2000)]))
    assert proposal.task == "regression"
    assert set(seen(proposal)) == {"negative_values_present"}


def test_outliers_are_counted_by_the_mad() -> None:
    d = draw()
    values = [d.gauss(0, 1) for _ in range(990)] + [30.0] * 10
    proposal = propose(column(values))
    assert seen(proposal)["outliers"] == "gross"
    evidence = next(found.because for found in proposal.facts if found.fact == "outliers")
    assert evidence.startswith("1.00% lie beyond 5 robust deviations (MAD)")


def test_a_long_positive_tail_is_skew_and_not_outliers() -> None:
    d = draw()
    found = seen(propose(column([d.lognormvariate(0, 1) for _ in range(2000)])))
    assert found == {"positive_target": True, "skewed_target": True}


def test_zeros_among_positive_numbers() -> None:
    d = draw()
    few = [0.0] * 40 + [d.lognormvariate(0, 1) for _ in range(960)]
    many = [0.0] * 600 + [d.lognormvariate(0, 1) for _ in range(400)]
    assert seen(propose(column(few)))["zeros_present"] is True
    assert seen(propose(column(many)))["zero_inflated"] is True


def poisson(d: random.Random, mean: float) -> int:
    total, count = 0.0, -1
    while total < mean:
        total += d.expovariate(1)
        count += 1
    return count


def test_poisson_counts_are_counts_and_no_more() -> None:
    d = draw()
    proposal = propose(column([poisson(d, 6) for _ in range(2000)]))
    assert proposal.task == "regression"
    assert seen(proposal) == {"count_target": True}


def test_counts_of_varying_rates_are_overdispersed() -> None:
    d = draw()
    found = seen(propose(column([poisson(d, d.gammavariate(1, 6)) for _ in range(2000)])))
    assert found == {"count_target": True, "overdispersed": True}


def test_counts_behind_a_gate_are_zero_inflated() -> None:
    d = draw()
    found = seen(propose(column([poisson(d, 8) if d.random() < 0.4 else 0 for _ in range(3000)])))
    assert found["zero_inflated"] is True


def test_shares_are_bounded() -> None:
    d = draw()
    assert seen(propose(column([d.random() for _ in range(500)]))) == {"bounded_target": "0_1"}


@pytest.mark.parametrize(
    ("values", "positive"), [(["yes"] * 5 + ["no"] * 95, 0.05), ([1] * 30 + [0] * 70, 0.3), (["a"] * 9 + ["b"], 0.1)]
)
def test_two_values_are_a_binary_task_with_its_rate(values: list[object], positive: float) -> None:
    proposal = propose(column(values))
    assert proposal.task == "binary_classification"
    assert seen(proposal)["pos_rate"] == pytest.approx(positive)


def test_signed_labels_are_noticed() -> None:
    assert seen(propose(column([1, -1, -1, 1, -1])))["targets"] == "plus_minus_one"


def test_words_are_classes_with_their_balance() -> None:
    proposal = propose(column(["red"] * 900 + ["green"] * 80 + ["blue"] * 20))
    assert proposal.task == "multiclass_classification"
    assert seen(proposal) == {"n_classes": 3, "imbalance": "severe"}


def test_many_unequal_classes_are_a_long_tail() -> None:
    values = [f"class {k}" for k in range(30) for _ in range(300 // (k + 1))]
    assert seen(propose(column(values)))["long_tailed"] is True


def test_grades_class_ids_and_small_counts_are_told_apart() -> None:
    d = draw()
    assert propose(column([d.randint(1, 5) for _ in range(300)])).task == "ordinal_classification"
    assert propose(column([d.randint(0, 4) for _ in range(300)])).task == "multiclass_classification"
    assert propose(column([poisson(d, 0.8) for _ in range(600)])).task == "regression"


def test_cells_with_several_labels_are_multilabel() -> None:
    values = ["cat|dog", "cat", "dog|bird", "bird", "cat|bird"] * 10
    assert propose(column(values)).task == "multilabel_classification"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["", "NA", "nan"], "every value of the target is missing"),
        (["7"] * 50, r"the target is constant \(7\)"),
        ([f"a sentence number {k}" for k in range(80)], "free text or an id"),
        (list(range(100)), "a row number, not a target"),
    ],
)
def test_what_cannot_be_a_target_is_said(values: list[object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        propose(column(values))


def test_missing_targets_are_counted() -> None:
    assert any(
        note.startswith("2 targets missing (20.0%)") for note in propose(column([*"aabbab", "a", "b", "", "NA"])).notes
    )


def test_residuals_tell_outliers_and_a_growing_spread() -> None:
    d = draw()
    predictions = [d.uniform(1, 10) for _ in range(1500)]
    targets = [p + d.gauss(0, p) + (500 if k % 100 == 0 else 0) for k, p in enumerate(predictions)]
    found = seen(propose(column(targets, predictions)))
    assert found["heteroscedastic"] is True
    assert "outliers" in found


def test_predictions_tell_probabilities_from_logits() -> None:
    labels = ["yes", "no", "no", "yes"]
    assert seen(propose(column(labels, [0.9, 0.2, 0.1, 0.7])))["outputs"] == "probabilities"
    assert seen(propose(column(labels, [2.9, -0.2, 0.1, 0.7])))["outputs"] == "logits"


def test_a_task_that_was_said_is_kept() -> None:
    proposal = propose(column([1, 2, 3, 4, 5, 3, 2]), "regression")
    assert proposal.task == "regression"


def test_what_was_said_wins() -> None:
    d = draw()
    proposal = propose(column([abs(d.gauss(0, 1)) + 0.1 for _ in range(500)]))
    assert merge(proposal, {"negative_values_present": True}) == {"negative_values_present": True}


def test_what_was_said_silences_what_contradicts_it_or_brings_what_was_denied() -> None:
    rare = propose(column(["yes" if k % 250 == 0 else "no" for k in range(1000)]))
    assert "pos_rate" in merge(rare, {})
    assert merge(rare, {"imbalance": "mild"}) == {"imbalance": "mild"}
    assert "pos_rate" in merge(rare, {"imbalance": "severe"})
    counts = Proposal("regression", "", (Seen("overdispersed", True, "variance above the mean"),))
    assert merge(counts, {}) == {"overdispersed": True}
    assert merge(counts, {"count_target": False}) == {"count_target": False}
    assert merge(counts, {"circular_target": True}) == {"circular_target": True}


def test_a_summary_agrees_with_the_statistics_module() -> None:
    d = draw()
    values = [d.gauss(3, 2) for _ in range(501)]
    summary = summarise(values)
    assert summary.mean == pytest.approx(statistics.fmean(values))
    assert summary.variance == pytest.approx(statistics.pvariance(values))
    assert summary.median == statistics.median(values)
    assert summary.scale == pytest.approx(2, rel=0.15)
    assert abs(summary.skew) < 0.3


@pytest.mark.parametrize("huge", [1e160, -1e160, 1.7e308, -1.7e308])
def test_numbers_of_any_size_are_summarised(huge: float) -> None:
    d = draw()
    reals = [d.gauss(0, 1) for _ in range(40)]
    counts = [d.randrange(30) for _ in range(40)]
    for values in ([*reals, huge], [*reals, huge, -huge, huge], [*counts, abs(huge)]):
        assert seen(propose(column([repr(value) for value in values])))
    assert seen(propose(column([*reals, huge], [*reals, -huge])))


def test_the_zeros_of_counts_are_those_of_a_negative_binomial() -> None:
    # Mean 2 and variance 4, so r = 2 and p = 1/2: a quarter of the counts are 0, and half of these are more.
    counts = [0] * 50 + [4] * 50
    assert "where these mean and variance explain 25.0%" in str(propose(column(counts), "regression").facts)
