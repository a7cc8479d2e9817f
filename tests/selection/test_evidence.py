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


# ---- beside what was said


UNITS = [0] * 60 + [1] * 20 + [2] * 10 + [3] * 6 + [5] * 3 + [9]


def test_what_was_said_chooses_a_task_that_has_a_place_for_it() -> None:
    grades = column([0, 1, 2, 3, 4, 5] * 20)
    assert propose(grades).task == "multiclass_classification"
    proposal = propose(grades, "", {"count_target": True})
    assert proposal.task == "regression"
    assert proposal.because.startswith("as you said count_target, which multiclass_classification has no place for")
    assert merge(proposal, {"count_target": True})["count_target"] is True
    assert propose(grades, "", {"n_classes": 6}).task == "multiclass_classification"
    assert propose(grades, "", {"count_target": False}).task == "multiclass_classification"


def test_what_was_denied_takes_along_what_follows_from_it() -> None:
    assert {"count_target", "overdispersed"} <= propose(column(UNITS)).as_facts().keys()
    proposal = propose(column(UNITS), "", {"count_target": False})
    assert not {"overdispersed", "count_target"} & merge(proposal, {"count_target": False}).keys() - {"count_target"}
    assert merge(proposal, {"count_target": False})["zero_inflated"] is True


def test_what_was_said_is_looked_into() -> None:
    rounded = column([10 * value for value in UNITS])
    assert "count_target" not in propose(rounded).as_facts()
    assert "overdispersed" in propose(rounded, "", {"count_target": True}).as_facts()


# ---- beside other columns


def beside(target: Sequence[object], name: str = "y", **others: Sequence[object]) -> Columns:
    cells = {key: tuple(map(str, values)) for key, values in others.items()}
    return Columns(tuple(map(str, target)), (), name=name, others=cells)


TIMES = list(range(3, 203))


@pytest.mark.parametrize(
    ("events", "share"),
    [
        ([1, 0, 1, 1] * 50, "25.0%"),
        ([2, 1, 2, 2] * 50, "25.0%"),
        (["dead", "alive", "dead", "dead"] * 50, "25.0%"),
        (["True", "False", "true", "TRUE"] * 50, "25.0%"),
    ],
)
def test_events_beside_lengths_of_time_are_survival(events: list[object], share: str) -> None:
    proposal = propose(beside(TIMES, "time", status=events))
    assert proposal.task == "survival"
    (seen_,) = proposal.facts
    assert seen_.fact == "right_censored"
    assert share in seen_.because


def test_a_column_that_says_censored_is_read_the_other_way_round() -> None:
    (seen_,) = propose(beside(TIMES, "time", censored=[1, 0, 0, 0] * 50)).facts
    assert "25.0%" in seen_.because


def test_an_event_beside_something_else_is_no_survival() -> None:
    assert propose(beside([k * 1.5 for k in TIMES], "price", status=[1, 0] * 100)).task == "regression"


def test_which_is_predicted_when_it_is_the_event_is_told() -> None:
    proposal = propose(beside([1, 0] * 100, "died", time=TIMES))
    assert proposal.task == "binary_classification"
    assert "--target time --target died is survival" in proposal.notes[-1]


def test_queries_have_to_be_several_with_several_rows() -> None:
    grades = [0, 1, 2, 3] * 50
    assert propose(beside(grades, "relevance", qid=[k // 10 for k in range(200)])).task == "ranking"
    assert propose(beside(grades, "relevance", qid=range(200))).task == "ordinal_classification"
    assert propose(beside(grades, "relevance", qid=[1] * 200)).task == "ordinal_classification"


def test_steps_of_time_have_to_be_even() -> None:
    d = draw()
    values = [d.gauss(0, 1) for _ in range(200)]
    assert propose(beside(values, day=range(200))).task == "forecasting"
    assert propose(beside(values, day=[k * k for k in range(200)])).task == "regression"
    assert propose(beside(values, day=[k // 2 for k in range(200)])).task == "regression"
    assert propose(beside(values, size=range(200))).task == "regression"
    panel = propose(beside(values, day=[k % 50 for k in range(200)], shop=[k // 50 for k in range(200)]))
    assert panel.task == "forecasting"
    assert "for each shop" in panel.because


def test_rows_in_another_order_than_time_are_no_series() -> None:
    d = draw()
    days = list(range(200))
    d.shuffle(days)
    assert propose(beside([d.gauss(0, 1) for _ in days], day=days)).task == "regression"


def test_the_name_tells_counts_from_grades_and_classes() -> None:
    cells = [1, 2, 3, 4, 5] * 40
    assert propose(beside(cells, "bedrooms")).task == "regression"
    assert propose(beside(cells, "n_rooms")).as_facts() == {"count_target": True}
    assert propose(beside(cells, "stars")).task == "ordinal_classification"
    assert propose(beside(cells, "species")).task == "multiclass_classification"


def test_weights_of_rows_are_told_and_not_assumed() -> None:
    assert any("column sample_weight" in note for note in propose(beside([1, 0] * 20, sample_weight=range(40))).notes)


# ---- several targets


def together(**targets: Sequence[object]) -> Proposal:
    (name, first), *rest = targets.items()
    also = {key: tuple(map(str, values)) for key, values in rest}
    return propose(Columns(tuple(map(str, first)), (), name=name, also=also))


def test_columns_of_yes_and_no_are_labels_or_one_class() -> None:
    labels = together(a=[1, 0, 1, 0] * 9, b=[1, 1, 0, 0] * 9, c=["1", "", "0", "0"] * 9)
    assert labels.task == "multilabel_classification"
    assert seen(labels) == {"missing_labels": True}
    one = together(a=[1, 0, 0] * 9, b=[0, 1, 0] * 9, c=[0, 0, 1] * 9)
    assert one.task == "multiclass_classification"
    assert seen(one) == {"n_classes": 3, "targets": "onehot"}


def test_numbers_share_what_holds_for_all() -> None:
    d = draw()
    proposal = together(a=[d.uniform(1, 2) for _ in range(90)], b=[d.gauss(0, 900) for _ in range(90)])
    assert proposal.task == "regression"
    assert seen(proposal) == {"multi_output": True, "negative_values_present": True, "large_target_scale": True}
    assert "scale each target first" in proposal.notes[-1]


def test_targets_of_different_kinds_are_several_tasks() -> None:
    d = draw()
    assert together(a=[d.gauss(0, 1) for _ in range(90)], b=["x", "y", "z"] * 30).task == "multi_task"


def test_a_target_that_is_none_is_named() -> None:
    with pytest.raises(InputError, match="column b: the target is constant"):
        together(a=range(3, 90, 2), b=["x"] * 44)
    with pytest.raises(InputError, match="column b: every value"):
        together(a=[1, 2], b=["", ""])


# ---- what stands for something else


def test_codes_of_missing_values_are_left_out_and_said() -> None:
    d = draw()
    values = [round(d.gauss(50, 5), 1) for _ in range(200)]
    for code in (-999, 9999, -1, 99999):
        proposal = propose(column([*values, *[code] * 20]))
        assert seen(proposal) == {"positive_target": True}
        assert f"{code} in 9.1% of the rows stands apart" in " ".join(proposal.notes)
    assert "outliers" in seen(propose(column([*values, 9999])))  # once is no code


def test_classes_differ_by_more_than_case_and_spaces() -> None:
    proposal = propose(column(["Red", "red ", "blue", "Blue", "green"] * 20))
    assert seen(proposal)["n_classes"] == 3
    assert any("one class" in note for note in proposal.notes)


def test_none_is_a_degree_beside_degrees() -> None:
    assert seen(propose(column(["none", "mild", "severe", "none"] * 20)))["n_classes"] == 3
    assert propose(column(["none", "red", "green", "blue"] * 20)).notes[1].startswith("20 targets missing")
