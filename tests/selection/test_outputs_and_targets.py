"""What the last layer gives and what the labels look like, against the task: refused, heeded, or said to be idle."""

from __future__ import annotations

import pytest

from lossquiz.errors import UsageError
from lossquiz.selection import recommend
from lossquiz.selection.facts import read_given

CLASSES = ["binary_classification", "multiclass_classification", "multilabel_classification", "segmentation"]
NUMBERS = ["regression", "forecasting"]
IDS = ["indices", "label_indices", "onehot", "onehot_float", "multi_hot", "plus_minus_one"]


@pytest.mark.parametrize("task", CLASSES)
@pytest.mark.parametrize("targets", ["continuous", "counts", "durations_and_events"])
def test_numbers_are_no_classes(task: str, targets: str) -> None:
    with pytest.raises(UsageError, match="no classes: take --task regression"):
        recommend(task, {"targets": targets})


@pytest.mark.parametrize("task", NUMBERS)
@pytest.mark.parametrize("targets", IDS)
def test_classes_are_no_numbers(task: str, targets: str) -> None:
    with pytest.raises(UsageError, match="take --task classification"):
        recommend(task, {"targets": targets})


@pytest.mark.parametrize(
    ("task", "facts", "first"),
    [
        ("regression", "outputs=quantiles", "multi_quantile"),
        ("forecasting", "outputs=quantiles", "multi_quantile"),
        ("forecasting", "outputs=mean_and_variance", "gaussian_nll"),
        ("multilabel", "targets=soft", "bce_with_logits"),
        ("multilabel", "soft_labels;mostly_negative", "bce_with_logits"),
        ("segmentation", "outputs=log_probabilities", "nll"),
        ("segmentation", "targets=multi_hot", "bce_with_logits"),
        ("similarity", "targets=label_indices", "supcon"),
        ("similarity", "targets=continuous", "cosent"),
        ("segmentation", "calibrated_probabilities", "cross_entropy"),
        ("segmentation", "calibrated_probabilities;single_class", "bce_with_logits"),
        ("segmentation", "calibrated_probabilities;imbalance=extreme;medical", "cross_entropy"),
        ("detection", "hard_examples", "focal"),
        ("image_restoration", "noisy_targets", "mse"),
        ("forecasting", "large_dynamic_range", "msle"),
        ("forecasting", "noisy_targets", "huber"),
        ("distillation", "regression_teacher", "mse"),
        ("recommendation", "sequential", "cross_entropy"),
        ("recommendation", "sequential;retrieval;implicit_feedback", "sampled_softmax"),
        ("lm", "causal;huge_vocabulary", "linear_cross_entropy"),
        ("translation", "causal;huge_vocabulary", "linear_cross_entropy"),
        ("multilabel", "pos_rate=0.9", "weighted_bce"),
        ("multilabel", "pos_rate=0.05", "asl"),
    ],
)
def test_what_goes_in_and_out_decides(task: str, facts: str, first: str) -> None:
    answer = recommend(task, dict(read_given(part) for part in facts.split(";")))
    assert answer.choices[0].loss == first
    assert not [warned.text for warned in answer.warnings if warned.id == "fact_without_effect"]


@pytest.mark.parametrize(
    ("task", "facts", "words"),
    [
        ("multiclass", "targets=multi_hot", "--task multilabel"),
        ("multiclass", "targets=plus_minus_one", "--task binary"),
        ("segmentation", "targets=indices", "dimension 1"),
        ("ranking", "outputs=probabilities", "raw score"),
        ("ordinal", "imbalance", "rare grades"),
        ("ordinal", "n_classes=5", "K − 1"),
        ("binary", "pos_rate=0.95", "common side"),
        ("survival", "delayed_entry", "enters late"),
        ("lm", "mixture_of_experts", "load-balancing"),
        ("regression", "quantile=0.99", "few rows lie beyond"),
        ("regression", "quantile=0.01", "few rows lie below"),
    ],
)
def test_a_form_that_costs_is_warned_of(task: str, facts: str, words: str) -> None:
    answer = recommend(task, dict(read_given(part) for part in facts.split(";")))
    assert any(words in warned.text for warned in answer.warnings)
    assert not [warned.text for warned in answer.warnings if warned.id == "fact_without_effect"]


def test_a_quantile_in_the_middle_is_not_called_far_out() -> None:
    told = " ".join(warned.text for warned in recommend("regression", {"quantile": 0.5}).warnings)
    assert "few rows" not in told


@pytest.mark.parametrize(
    ("task", "facts", "first"),
    [
        ("regression", "asymmetric_cost;smooth_gradient", "expectile"),
        ("regression", "asymmetric_cost;relative_error;positive_target", "quantile"),
        ("forecasting", "asymmetric_cost;count_target;zero_inflated;overdispersed", "quantile"),
        ("regression", "asymmetric_cost;zero_inflated", "quantile"),
        ("regression", "count_target;bounded_target=0..20", "bce_with_logits"),
        ("forecasting", "positive_target;zeros_present", "tweedie"),
        ("forecasting", "positive_target;zeros_present;need_uncertainty", "ziln"),
        ("binary", "label_noise;max_margin", "gce"),
        ("regression", "positive_target;need_uncertainty", "lognormal_nll"),
        ("multiclass", "open_set;long_tailed", "arcface"),
        ("lm", "masked_tokens;huge_vocabulary", "linear_cross_entropy"),
        ("multiclass", "label_noise;max_margin", "gce"),
    ],
)
def test_what_costs_or_is_possible_outweighs_a_taste(task: str, facts: str, first: str) -> None:
    assert recommend(task, dict(read_given(part) for part in facts.split(";"))).choices[0].loss == first
