"""A reason belongs to a rule and a loss: no text speaks of another loss than the one beside which it stands."""

from __future__ import annotations

import itertools
import re

import pytest

from lossquiz.losses.catalogue import catalogue
from lossquiz.selection import recommend, why_not
from lossquiz.selection.facts import tasks
from lossquiz.selection.rules import Rule, all_rules

PROMOTING = [rule for rule in all_rules() if rule.promote]
SHARED = [rule for rule in PROMOTING if len(set(rule.promote) - set(rule.reasons)) > 1]

# Names of losses as prose has them, each with the losses that they may be said of.
NAMES = {
    r"[Pp]inball": r"quantile|iqloss|huber_mqloss",
    r"[Hh]uber": r"huber|smooth_l1",
    r"Gamma": r"gamma_nll|tweedie",
    r"Tweedie": r"tweedie",
    r"Gaussian": r"gaussian|beta_nll|heatmap",
    r"Student": r"student|t_loss",
    r"Beta": r"beta_nll_unit",
    r"Poisson": r"poisson|zip",
    r"log-normal": r"lognormal|ziln",
    r"von Mises": r"von_mises",
    r"Dice": r"dice",
    r"Lov.sz": r"lovasz",
    r"IoU": r"iou|jaccard|lovasz|quality_focal",
    r"GIoU": r"giou",
    r"NDCG|ΔNDCG": r"ndcg|lambdarank",
    r"[Ff]ocal": r"focal",
    r"[Hh]inge": r"hinge|modified_huber",
    r"BCE|binary cross-entropy": r"bce|logistic|elbo_bce|soft_margin",
    r"cross-entropy": r"bce|logistic_hazard|ce$|_ce_|cross_entropy|nll|gce|apl|poly1|softmax",
    r"CTC": r"ctc",
    r"Cox": r"cox",
    r"DPO": r"dpo",
    r"KL": r"kl|elbo|vae",
    r"Jensen": r"js",
    r"critic": r"wgan",
    r"discriminator": r"gan",
    r"generator": r"gan",
    r"log D": r"gan_non_saturating",
    r"both directions": r"clip",
    r"own text": r"gkd",
    r"triplet loss": r"triplet",
    r"prox(y|ies)": r"proxy|arcface|cosface",
    r"MAE": r"mae|gce",
    r"accelerated failure": r"aft",
}

# Where a text names another loss to say what this one is not, or belongs beside: each was read.
CONTRASTS = {
    ("regression.overdispersed", "Poisson"),
    ("regression.counts_uncertain", "Poisson"),
    ("regression.zero_inflated_counts", "Poisson"),
    ("regression.counts", "Poisson"),
    ("regression.heavy_tails", "Gaussian"),
    ("regression.uncertain_outliers", "Gaussian"),
    ("regression.circular_uncertain", "Gaussian"),
    ("regression.heatmap", "Gaussian"),
    ("forecasting.heavy_tails_probabilistic", "Gaussian"),
    ("divergence.disjoint", "KL"),
    ("divergence.disjoint", "Jensen"),
    ("divergence.symmetric", "KL"),
    ("regression.total_loss", "Poisson"),  # the sum of a Poisson number of Gamma costs is what a Tweedie is
    ("preference.overfit", "DPO"),
    ("detection.rotated", "Gaussian"),
    ("detection.rotated", "IoU"),
    ("ordinal.default", "cross-entropy"),
    ("survival.time", "Cox"),
    ("detection.fast", "GIoU"),
}


@pytest.mark.parametrize("rule", PROMOTING, ids=[rule.id for rule in PROMOTING])
def test_no_reason_speaks_of_another_loss(rule: Rule) -> None:
    for loss in shown_with_the_reason(rule):
        text = rule.reason_for(loss)
        for name, losses in NAMES.items():
            found = re.search(rf"(?<![\w-])(?:{name})", text)
            if found and (rule.id, found[0]) not in CONTRASTS:
                assert re.search(losses, loss), (loss, found[0], text)


def shown_with_the_reason(rule: Rule) -> list[str]:
    """Of a default, the reason is that of the first; the others are shown with what they are for."""
    most = max(rule.promote.values())
    return [loss for loss, weight in rule.promote.items() if rule.stage != "default" or weight == most]


@pytest.mark.parametrize("rule", SHARED, ids=[rule.id for rule in SHARED])
def test_a_reason_that_several_losses_share_does_not_begin_with_what_one_of_them_does(rule: Rule) -> None:
    if rule.stage != "default":
        assert not re.match(
            r"(it|its|the (?:mean|median|squared|absolute|first|second) \w+ (?:is|of)) ", rule.reason
        ), rule.reason


def test_reasons_of_their_own_are_there_for_a_difference() -> None:
    for rule in all_rules():
        assert rule.reason not in rule.reasons.values(), rule.id
        assert set(rule.reasons) <= set(rule.promote), rule.id


def test_an_answer_shows_the_reason_of_the_rule_for_the_loss() -> None:
    rules = {rule.id: rule for rule in all_rules()}
    seen = 0
    for task in tasks():
        for choice in recommend(task).choices:
            for reason in choice.reasons:
                own = rules[reason.rule].reasons.get(choice.loss)
                assert own is None or reason.text == own
                seen += 1
    assert seen > len(tasks())


@pytest.mark.parametrize(
    ("task", "given", "loss", "text"),
    [
        ("generative", {"model": "gan"}, "wgan_gp", "a critic with bounded slope"),
        ("similarity", {"image_text": True}, "info_nce", "one direction only"),
        ("regression", {"positive_target": True, "skewed_target": True}, "msle", "on the scale of log(1 + y)"),
        ("distillation", {"language_model": True}, "kd_kl", "on fixed text"),
        ("regression", {"relative_error": True}, "mape", "it is the mean percentage itself"),
        ("ranking", {"metric": "mrr"}, "lambdarank", "the code weighs by NDCG"),
    ],
)
def test_a_reason_of_its_own_reaches_the_reader(task: str, given: dict[str, bool | str], loss: str, text: str) -> None:
    choices = {choice.loss: choice for choice in recommend(task, given).choices}
    assert any(text in reason.text for reason in choices[loss].reasons)


def test_why_not_gives_the_reason_of_the_first_loss() -> None:
    (ahead,) = re.findall("for focal: ([^[]+)", why_not("weighted_bce", "binary", {"imbalance": True}))
    assert ahead.strip() == "easy examples of the common class would fill the gradient, and are turned down"


def test_no_trap_of_several_losses_speaks_of_a_parameter_of_one() -> None:
    parameters = {
        name: [loss.id for loss in catalogue().values() if name in loss.arguments] for name in ("q", "delta", "beta")
    }
    for rule, (name, losses) in itertools.product(all_rules(), parameters.items()):
        if rule.warn and rule.about and re.search(rf"(?<![\w'/]){name}(?![\w'])(?: becomes| =|=)", rule.warn):
            assert set(rule.about) <= {*losses, "multi_quantile"}, (rule.id, rule.warn)


@pytest.mark.parametrize("framework", ["pytorch", "keras", "optax"])
@pytest.mark.parametrize("facts", [{"unknown_scale": True, "depth_estimation": True}, {"unknown_scale": True}])
def test_the_scale_is_ignored_by_the_code_where_the_reasons_say_so(framework: str, facts: dict[str, bool]) -> None:
    choices = recommend("regression", {**facts, "framework": framework}).choices
    for choice in (choice for choice in choices if choice.loss == "silog"):
        assert "0.85" not in choice.code
        assert "lam=1.0" in choice.code or "- 1.0 *" in choice.code
    assert choices[0].loss == "silog" or "depth_estimation" not in facts


def test_the_usual_weight_of_the_scale_is_kept_where_it_is_known() -> None:
    assert "lam=0.85" in recommend("regression", {"depth_estimation": True}).choices[0].code


@pytest.mark.parametrize("facts", [{"imbalance": "extreme"}, {"small_objects": True}, {"fp_costly": True}])
def test_misses_weigh_more_only_where_the_printed_weights_say_so(facts: dict[str, object]) -> None:
    for choice in recommend("segmentation", facts).choices:
        if "tversky" in choice.loss:
            dearer_misses = "alpha=0.3, beta=0.7" in choice.code
            assert dearer_misses == ("fp_costly" not in facts)
