"""Metric first: what people type is read, the loss has the metric's own optimum, and what it does not see is said."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from metrics_page import PAGE, declared, page

from lossquiz.errors import BankError, UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.selection import recommend
from lossquiz.selection.advice import Recommendation
from lossquiz.selection.declarations import declarations
from lossquiz.selection.facts import complete, facts_of, read_given, tasks
from lossquiz.selection.forms import KINDS
from lossquiz.selection.metrics import metrics_of, read_metric, tasks_of_metric
from lossquiz.selection.next_question import telling
from lossquiz.selection.reading import read_declarations
from lossquiz.selection.torch_line import for_facts, torch_line

JUDGED = [(task, metric) for task in tasks() for metric in metrics_of(task)]


def answer(task: str, text: str) -> Recommendation:
    return recommend(task, dict(read_given(part) for part in text.split(";")))


def texts(found: Recommendation) -> str:
    return "\n".join(warned.text for warned in found.warnings)


# ---- words


@pytest.mark.parametrize(
    ("word", "metric"),
    [
        ("mean_absolute_percentage_error", "mape"),
        ("RMSLE", "rmsle"),
        ("average-precision", "ap"),
        ("pr_auc", "ap"),
        ("ROC AUC", "auc"),
        ("quadratic_weighted_kappa", "qwk"),
        ("kappa", "kappa"),
        ("Cohen's kappa", "kappa"),
        ("map@k", "map"),
        ("mAP@0.5", "map"),
        ("map@[.5:.95]", "map"),
        ("mAP50-95", "map"),
        ("recall@20", "recall_at_k"),
        ("Recall@K", "recall_at_k"),
        ("hits@10", "hit_rate"),
        ("ndcg@5", "ndcg"),
        ("precision@10", "precision_at_k"),
        ("top-5 accuracy", "top_k_accuracy"),
        ("top5", "top_k_accuracy"),
        ("mIoU", "iou"),
        ("mean iou", "iou"),
        ("HD95", "hausdorff"),
        ("F1-score", "f1"),
        ("f1", "f1"),
        ("macro F1", "macro_f1"),
        ("f2", "fbeta=2"),
        ("F0.5 score", "fbeta=0.5"),
        ("fbeta=2", "fbeta=2"),
        ("fbeta(2)", "fbeta=2"),
        ("fbeta", "fbeta"),
        ("pinball 0.9", "pinball=0.9"),
        ("quantile_loss@0.1", "pinball=0.1"),
        ("R2", "r2"),
        ("MSE", "mse"),
        ("l1", "mae"),
        ("mae_of_rank", "mae"),
        ("WER", "wer"),
        ("c-index", "c_index"),
        ("SI-SDR", "si_sdr"),
        ("lpips", "lpips"),
        ("pesq", "pesq"),
        ("bleu", "bleu"),
        ("perplexity", "perplexity"),
        ("ece", "ece"),
        ("mean_pinball_loss", "pinball"),
        ("pass@1", "hit_rate"),
    ],
)
def test_a_metric_is_read_as_people_type_it(word: str, metric: str) -> None:
    assert read_given(f"metric={word}") == ("metric", metric)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("mapee", 'metric does not take "mapee"; did you mean mape'),
        ("accuracy5", "accuracy"),  # a number that it does not take
        ("qqqq", "lists those of a task"),
        ("fbeta=", "fbeta"),
    ],
)
def test_a_word_that_is_no_metric_gets_the_nearest(word: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_metric(word)


def test_a_number_behind_the_name_is_a_fact() -> None:
    assert complete("regression", {"metric": "pinball=0.9"})[1]["quantile"] == 0.9
    assert "q=0.9" in answer("regression", "metric=pinball=0.9").choices[0].torch
    assert complete("binary", {"metric": "F2"})[1]["beta"] == 2
    assert complete("binary", {"metric": "fbeta=0.5"})[1]["fp_costly"] is True
    assert "fn_costly" not in complete("binary", {"metric": "fbeta"})[1]
    with pytest.raises(UsageError, match=r"quantile is given twice, as 0\.9 and as 0\.5"):
        complete("regression", {"metric": "pinball=0.9", "quantile": 0.5})
    with pytest.raises(UsageError, match="quantile needs a number above 0 and below 1"):
        complete("regression", {"metric": "pinball=90"})


def test_a_metric_without_the_number_that_it_takes_asks_for_it() -> None:
    assert "which level?" in texts(answer("regression", "metric=pinball"))
    assert "which level?" not in texts(answer("regression", "metric=pinball;quantile=0.2"))
    assert "which beta?" in texts(answer("binary", "metric=fbeta"))
    assert "which beta?" not in texts(answer("binary", "metric=f2"))


# ---- tasks


@pytest.mark.parametrize(("task", "metric"), JUDGED, ids=[f"{task}-{metric}" for task, metric in JUDGED])
def test_every_metric_of_a_task_is_answered_with_what_the_loss_does_not_see(task: str, metric: str) -> None:
    found = recommend(task, {"metric": metric})
    assert not [warned for warned in found.warnings if warned.first]
    shown = found.warnings[:2]  # as many as a screen has
    assert any(warned.id.startswith(f"metric.{metric}.") and len(warned.text) > 40 for warned in shown)


def test_every_task_is_judged_by_something_and_shows_only_that() -> None:
    # Of several tasks at once each is judged by its own.
    assert {task for task in tasks() if not metrics_of(task)} == {"multi_task", "other"}
    for task in tasks():
        shown = {value for fact in facts_of(task) if fact.id == "metric" for value in fact.values}
        assert shown == set(metrics_of(task))
    (question,) = (question for question in telling("recommendation", {}) if question.fact.id == "metric")
    assert set(question.fact.values) == set(metrics_of("recommendation"))


@pytest.mark.parametrize(
    ("task", "metric", "tasks_there"),
    [("binary", "hausdorff", "segmentation, point_cloud"), ("regression", "wer", "sequence_alignment, audio")],
)
def test_a_metric_of_another_task_is_told_with_its_tasks(task: str, metric: str, tasks_there: str) -> None:
    (note,) = [warned.text for warned in answer(task, f"metric={metric}").warnings if warned.first]
    assert note.startswith(f"metric={metric}: plays no part in ")
    assert note.endswith(f"it counts in --task {tasks_there}")


def test_the_metrics_of_the_issue_are_there() -> None:
    listed = """rmsle mape smape mae rmse r2 pinball crps auc ap f1 macro_f1 fbeta qwk log_loss brier ndcg mrr
    recall_at_k dice iou hausdorff psnr ssim c_index wer accuracy map precision_at_k"""
    assert set(listed.split()) <= set(declarations()["metrics"]["tasks"])
    assert {"segmentation", "object_detection"} <= set(tasks_of_metric("iou"))


# ---- conflicts


@pytest.mark.parametrize(
    ("task", "text", "words"),
    [
        ("regression", "metric=rmse;outliers", "robust losses are robust because they leave the mean"),
        ("regression", "metric=mae;predict=mean", "best is the median; predict was said to be something else"),
        ("regression", "metric=mae;quantile=0.9", "best is the median; predict was said to be something else"),
        ("regression", "metric=r2;predict=median", "best is the mean; predict was said"),
        ("regression", "metric=mae;asymmetric_cost", "the costs win"),
        ("regression", "metric=mape;zeros_present", "MAPE has no value where a target is 0"),
        ("regression", "metric=rmsle;negative_values_present", "no value for targets of −1"),
        ("regression", "metric=psnr;human_viewer", "people see as blurred"),
        ("binary", "metric=accuracy;calibrated", "a model may win it with wrong probabilities"),
        ("binary", "metric=auc;calibrated", "AUC asks for an order"),
        ("multiclass", "metric=macro_f1;calibrated", "the probabilities win"),
        ("multiclass", "metric=balanced_accuracy;calibrated", "the probabilities win"),
        ("survival", "metric=c_index;predict_time", "an order and a time was asked for"),
        ("recommendation", "metric=recall@20;explicit_ratings", "the metric asks for an order"),
    ],
)
def test_what_the_metric_contradicts_is_named_first(task: str, text: str, words: str) -> None:
    found = answer(task, text)
    assert found.warnings[0].text.startswith("conflict: ")
    assert any(words in warned.text for warned in found.warnings[:2]), texts(found)


@pytest.mark.parametrize(
    ("task", "text", "first"),
    [
        ("regression", "metric=mae;predict=mean", "mse"),
        ("regression", "metric=poisson_deviance;predict=median", "mae"),
        ("regression", "metric=rmse;quantile=0.9", "quantile"),
        ("regression", "metric=rmse;zero_inflated", "tweedie"),
        ("regression", "metric=mape;zeros_present", "msle"),
        ("regression", "metric=rmse;outliers", "mse"),
        ("binary", "metric=auc;calibrated", "bce_with_logits"),
        ("multiclass", "metric=macro_f1;calibrated", "cross_entropy"),
        ("recommendation", "metric=mae;explicit_ratings", "mae"),
        ("image_restoration", "metric=psnr", "mse"),
        ("image_restoration", "metric=ssim", "ssim"),
        ("ranking", "metric=kendall", "ranknet"),
        ("ordinal_classification", "metric=rps", "squared_emd"),
        ("segmentation", "metric=f2", "tversky"),
        ("audio", "metric=sdr", "mse"),
    ],
)
def test_what_is_said_outright_outweighs_the_metric_and_the_metric_the_usual(task: str, text: str, first: str) -> None:
    assert answer(task, text).choices[0].loss == first


# ---- functionals: the constant that a metric and its loss would predict, found by trying all


Y = np.array([1.0, 1.0, 2.0, 2.5, 3.0, 5.0, 8.0, 20.0, 60.0])  # skewed: mean 11.39, median 3


def pinball(y: np.ndarray, c: float, q: float) -> float:
    return float(np.mean(np.where(y >= c, q * (y - c), (1 - q) * (c - y))))


CONSTANT: dict[str, Callable[[np.ndarray, float], float]] = {
    "rmse": lambda y, c: math.sqrt(np.mean((y - c) ** 2)),
    "mse": lambda y, c: float(np.mean((y - c) ** 2)),
    "r2": lambda y, c: -(1 - np.sum((y - c) ** 2) / np.sum((y - y.mean()) ** 2)),
    "bias": lambda y, c: abs(float(np.mean(c - y))),
    "poisson_deviance": lambda y, c: 2 * float(np.mean(y * np.log(y / c) - y + c)),
    "gamma_deviance": lambda y, c: 2 * float(np.mean(np.log(c / y) + y / c - 1)),
    "tweedie_deviance": lambda y, c: 2 * float(np.mean(y**0.5 / -0.25 - y * c**-0.5 / -0.5 + c**0.5 / 0.5)),
    "rmsse": lambda y, c: math.sqrt(np.mean((y - c) ** 2) / np.mean(np.diff(y) ** 2)),
    "mae": lambda y, c: float(np.mean(np.abs(y - c))),
    "wape": lambda y, c: float(np.sum(np.abs(y - c)) / np.sum(y)),
    "mase": lambda y, c: float(np.mean(np.abs(y - c)) / np.mean(np.abs(np.diff(y)))),
    "mape": lambda y, c: float(np.mean(np.abs(y - c) / y)),
    "mspe": lambda y, c: math.sqrt(np.mean(((y - c) / y) ** 2)),
    "smape": lambda y, c: float(np.mean(2 * np.abs(y - c) / (y + c))),
    "rmsle": lambda y, c: math.sqrt(np.mean((np.log(1 + y) - np.log(1 + c)) ** 2)),
    "silog_error": lambda y, c: float(np.mean(np.log(c / y) ** 2) - 0.85 * np.mean(np.log(c / y)) ** 2),
    "huber_error": lambda y, c: float(
        np.mean(np.where(abs(y - c) <= 1, (y - c) ** 2 / 2, np.abs(y - c) - 0.5)),
    ),
    "pinball=0.9": lambda y, c: pinball(y, c, 0.9),
    "pinball=0.2": lambda y, c: pinball(y, c, 0.2),
}


def weighted_median(y: np.ndarray, weight: np.ndarray) -> float:
    order = np.argsort(y)
    total = np.cumsum(weight[order])
    return float(y[order][np.searchsorted(total, total[-1] / 2)])


def log_ratio_choice(y: np.ndarray) -> float:
    """Of the targets, the one with the least sum of tanh(|log ratio| / 2), which is concave between two of them."""
    return float(min(y, key=lambda c: np.sum(np.tanh(np.abs(np.log(y / c)) / 2))))


BEST = {
    **dict.fromkeys(("rmse", "mse", "r2", "bias", "rmsse"), 102.5 / 9),
    **dict.fromkeys(("poisson_deviance", "gamma_deviance", "tweedie_deviance"), 102.5 / 9),
    **dict.fromkeys(("mae", "wape", "mase"), 3.0),
    "mape": weighted_median(Y, 1 / Y),
    "mspe": float(np.sum(1 / Y) / np.sum(1 / Y**2)),
    "smape": log_ratio_choice(Y),
    "rmsle": float(np.exp(np.mean(np.log(1 + Y))) - 1),
    "silog_error": float(np.exp(np.mean(np.log(Y)))),
    "pinball=0.9": 60.0,  # eight of nine, 0.89, lie below it
    "pinball=0.2": 1.0,
}


def least(of: Callable[[float], float]) -> float:
    fine = np.unique(np.concatenate([Y, np.linspace(0.5, 70, 13901)]))
    return float(min(fine, key=of))


@pytest.mark.parametrize("metric", CONSTANT)
def test_the_constant_that_is_best_under_a_metric_is_the_functional_that_is_said(metric: str) -> None:
    found = least(lambda c: CONSTANT[metric](Y, c))
    if metric == "huber_error":
        assert 3.0 < found < Y.mean()  # between median and mean
        wide = least(lambda c: float(np.mean(np.where(abs(Y - c) <= 100, (Y - c) ** 2, 1e9))))
        assert wide == pytest.approx(Y.mean(), abs=0.01)
    else:
        assert found == pytest.approx(BEST[metric], abs=0.006)


def test_points_beside_mean_and_median_lie_where_they_are_said_to_lie() -> None:
    median, mean = float(np.median(Y)), float(Y.mean())
    assert BEST["mape"] < median
    assert BEST["mspe"] < mean
    assert median < BEST["rmsle"] < mean
    assert BEST["smape"] in Y


@pytest.mark.parametrize("metric", CONSTANT)
def test_the_first_loss_has_the_optimum_of_the_metric(metric: str) -> None:
    task = next(task for task in ("regression", "forecasting") if metric.partition("=")[0] in metrics_of(task))
    loss = constant_loss(task, metric)
    assert least(loss) == pytest.approx(least(lambda c: CONSTANT[metric](Y, c)), abs=0.006)


def constant_loss(task: str, metric: str) -> Callable[[float], float]:
    """Return the loss of a constant, by the code that is printed for the metric."""
    found = answer(task, f"metric={metric}")
    loss = for_facts(catalogue()[found.choices[0].loss], found.task, found.facts)
    space: dict[str, Any] = {"torch": torch, "F": torch.nn.functional, "math": math, "residual_scale": 1.0}
    line = torch_line(loss, found.facts)
    if loss.torch:
        function = eval(line, space)  # noqa: S307 - our own line
    else:
        exec(line, space)  # noqa: S102 - our own definition
        function = next(value for value in reversed(space.values()) if callable(value))
    target = torch.tensor(Y)
    more = {"weight": target**-2, "insample": target.unsqueeze(0)}

    def of(c: float) -> float:
        first = next(iter(loss.inputs))
        pred = torch.full_like(target, math.log(c) if first.startswith("log_") else c)
        rest = [more[name] for name in loss.inputs if name in more]
        return float(function(pred, target, *rest))

    return of


# ---- identities that the texts state


def test_the_interval_score_is_two_pinball_losses() -> None:
    lower, upper, alpha = 1.5, 20.0, 0.1
    score = np.mean(upper - lower + 2 / alpha * (np.maximum(lower - Y, 0) + np.maximum(Y - upper, 0)))
    assert 2 / alpha * (pinball(Y, lower, alpha / 2) + pinball(Y, upper, 1 - alpha / 2)) == pytest.approx(score)


def test_the_crps_is_twice_the_mean_pinball_loss_over_all_levels() -> None:
    y, sigma = 1.3, 2.0
    levels = (np.arange(200_000) + 0.5) / 200_000
    normal = torch.distributions.Normal(0.0, sigma)
    quantiles = normal.icdf(torch.tensor(levels)).numpy()
    mean = np.mean(np.where(y >= quantiles, levels * (y - quantiles), (1 - levels) * (quantiles - y)))
    z = y / sigma
    cdf, density = 0.5 * (1 + math.erf(z / math.sqrt(2))), math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    exact = sigma * (z * (2 * cdf - 1) + 2 * density - 1 / math.sqrt(math.pi))  # Gneiting and Raftery 2007
    assert 2 * mean == pytest.approx(exact, rel=1e-4)


def test_psnr_is_the_logarithm_of_the_mse_and_r2_the_mse_over_a_constant() -> None:
    pred = Y * 0.9 + 0.3
    mse = float(np.mean((Y - pred) ** 2))
    assert 10 * math.log10(255**2 / mse) == pytest.approx(-10 * math.log10(mse) + 20 * math.log10(255))
    assert 1 - mse / Y.var() == pytest.approx(1 - np.sum((Y - pred) ** 2) / np.sum((Y - Y.mean()) ** 2))


def test_tversky_with_these_weights_is_f_beta() -> None:
    hit, false, missed = 7.0, 3.0, 2.0
    for beta in (0.5, 1.0, 2.0):
        alpha, other = 1 / (1 + beta**2), beta**2 / (1 + beta**2)
        score = (1 + beta**2) * hit / ((1 + beta**2) * hit + beta**2 * missed + false)
        assert hit / (hit + alpha * false + other * missed) == pytest.approx(score)


@pytest.mark.parametrize("beta", [0.5, 1.0, 2.0])
def test_the_best_threshold_of_f_beta_is_its_best_value_over_1_plus_beta_squared(beta: float) -> None:
    p = np.linspace(0.005, 0.995, 100) ** 2  # the true probabilities of groups of one size
    b = beta**2

    def score(threshold: float) -> float:
        chosen = p >= threshold
        hits = p[chosen].sum()
        return float((1 + b) * hits / (b * p.sum() + chosen.sum())) if chosen.any() else 0.0

    best = max(map(score, p))
    assert score(best / (1 + b)) == pytest.approx(best)
    assert best / (1 + b) < (0.8 if beta < 1 else 0.5)
    assert score(best / (1 + b) * 1.2) < best
    assert score(best / (1 + b) * 0.8) < best


def test_the_best_thresholds_of_accuracy_and_balanced_accuracy() -> None:
    p = np.linspace(0.005, 0.995, 100) ** 3
    share = p.mean()

    def accuracy(threshold: float) -> float:
        return float(np.where(p >= threshold, p, 1 - p).mean())

    def balanced(threshold: float) -> float:
        chosen = p >= threshold
        return float(p[chosen].sum() / p.sum() + (1 - p)[~chosen].sum() / (1 - p).sum()) / 2

    assert max(map(accuracy, p)) == pytest.approx(accuracy(0.5))
    assert max(map(balanced, p)) == pytest.approx(balanced(share))
    assert balanced(0.5) < balanced(share)


def test_auc_is_the_share_of_pairs_in_the_right_order_and_sees_no_calibration() -> None:
    p, y = np.array([0.1, 0.3, 0.4, 0.8]), np.array([0, 1, 0, 1])

    def auc(scores: np.ndarray) -> float:
        pairs = scores[y == 1][:, None] - scores[y == 0][None, :]
        return float(np.mean((pairs > 0) + 0.5 * (pairs == 0)))

    assert auc(p) == 0.75  # three of four pairs
    assert auc(p**5 / 2) == auc(p)


def test_the_ranked_probability_score_is_the_squared_distance_of_cumulative_probabilities() -> None:
    probs, grade = np.array([0.1, 0.2, 0.3, 0.4]), 1
    truth = np.eye(4)[grade]
    by_hand = 0.1**2 + (0.3 - 1) ** 2 + (0.6 - 1) ** 2 + 0.0
    assert np.sum((np.cumsum(probs) - np.cumsum(truth)) ** 2) == pytest.approx(by_hand)


# ---- the file

METRIC = """\
rmse:
  means: root mean squared error
  aliases: [rmsd]
  kind: mean
  best: the mean
  tasks: [regression]
  implies: [outliers=gross]
  takes: n_classes
  gap: the root moves nothing
  source: somebody
  uses:
    - tasks: [regression]
      promote: {mse: 3}
      reason: it is the square
"""
FILES = {
    "tasks.yaml": "regression: {title: Regression, means: a number}\nclasses: {title: Classes, means: one}\n",
    "facts.yaml": """\
outliers: {means: values far outside, ask: "Outliers?", levels: [gross], tasks: [any]}
n_classes: {means: the number of classes, ask: "How many?", number: {least: 2, whole: true}, tasks: [classes]}
""",
    "names.yaml": "weight: how much each row counts\n",
    "rules/regression.yaml": "tasks: [regression]\nrules: []\n",
}
LOSSES = frozenset({"mse", "mae"})
FACT = 'metric:\n  means: the judge\n  ask: "Which?"\n  tasks: [any]\n'


def put(folder: Path, metrics: str = METRIC, fact: str = FACT) -> Path:
    (folder / "rules").mkdir()
    texts = {**FILES, "metrics.yaml": metrics, "facts.yaml": FILES["facts.yaml"] + fact}
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def test_a_metric_becomes_a_value_and_rules(tmp_path: Path) -> None:
    content = read_declarations(put(tmp_path), LOSSES)
    assert content["facts"]["metric"]["values"] == ("rmse",)
    assert content["facts"]["metric"]["tasks"] == ("regression",)
    assert content["facts"]["metric"]["implies"] == {"=rmse": "outliers=gross"}
    assert content["metrics"]["words"] == {"rmsd": "rmse", "rmse": "rmse"}
    gap, use = content["rules"][:2]
    assert (gap["id"], gap["warn"], gap["stage"]) == ("metric.rmse.regression", "the root moves nothing", "trap")
    assert (use["id"], use["promote"], use["stage"]) == ("metric.rmse.regression_2", {"mse": 3}, "metric")
    assert gap["when"] == use["when"] == [[["metric", "=", "rmse"]]]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "message"),
    [
        ("kind: mean", "kind: average", 4, "rmse.kind", "expected one of mean"),
        ("best:", "beste:", 5, "rmse.beste", "did you mean best?"),
        ("[regression]\n  implies", "[regresion]\n  implies", 6, "rmse.tasks[0]", "did you mean regression?"),
        ("outliers=gross", "outlier", 7, "rmse.implies[0]", 'no fact "outlier"'),
        ("outliers=gross", "outliers>1", 7, "rmse.implies[0]", "expected a fact, as NAME or NAME=VALUE"),
        ("takes: n_classes", "takes: outliers", 8, "rmse.takes", "expected a fact that is a number"),
        ("takes: n_classes", "takes: n_class", 8, "rmse.takes", 'no fact "n_class"'),
        ("source: somebody", "gaps: {classes: none}\n  source: x", 10, "rmse.gaps.classes", "none of its tasks"),
        (
            "tasks: [regression]\n      promote",
            "tasks: [classes]\n      promote",
            12,
            "rmse.uses[0].tasks[0]",
            "none of",
        ),
        ("{mse: 3}", "{mse: 7}", 13, "rmse.uses[0].promote.mse", "expected 0 to 3 points, as a metric rule gives"),
        ("{mse: 3}", "{msee: 3}", 13, "rmse.uses[0].promote.msee", 'no loss "msee"'),
        ("promote: {mse: 3}", "promote: {}", 12, "rmse.uses[0]", "has no effect"),
        ("promote: {mse: 3}", "when: [outlier]\n      promote: {mse: 3}", 13, "rmse.uses[0].when[0]", "did you mean"),
    ],
)
def test_a_fault_of_a_metric_says_where_and_what(
    tmp_path: Path, old: str, new: str, line: int, key: str, message: str
) -> None:
    assert METRIC.count(old) == 1
    with pytest.raises(BankError) as caught:
        read_declarations(put(tmp_path, METRIC.replace(old, new)), LOSSES)
    found = {fault.key: fault for fault in caught.value.faults if fault.path == "metrics.yaml"}
    assert key in found, list(map(str, caught.value.faults))
    assert message in found[key].message
    assert found[key].line == line


def test_two_metrics_share_no_word_and_need_a_fact_whose_values_they_are(tmp_path: Path) -> None:
    with pytest.raises(BankError, match='"rmsd" already names rmse'):
        read_declarations(put(tmp_path, METRIC + METRIC.replace("rmse:", "mse:", 1)), LOSSES)
    (tmp_path / "other").mkdir()
    with pytest.raises(BankError, match='no fact "metric", whose values these are'):
        read_declarations(put(tmp_path / "other", fact=""), LOSSES)


def test_every_kind_is_used_and_every_word_can_be_typed() -> None:
    metrics = declared()
    assert {metric["kind"] for metric in metrics.values()} == set(KINDS)
    for name, metric in metrics.items():
        for word in (name, *metric["aliases"]):
            assert read_metric(word) == name
            assert read_metric(word.upper().replace("_", "-")) == name


def test_the_page_is_what_is_declared_and_recommended() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make metrics-page`"
