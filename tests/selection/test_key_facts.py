"""No key fact loses in silence: what follows from what, what contradicts what, what is hard, and what is said first."""

from __future__ import annotations

import functools
import io
import itertools
from collections.abc import Iterator

import pytest

from lossquiz.errors import UsageError
from lossquiz.report.terminal.recommendation import recommendation_pieces
from lossquiz.selection import recommend
from lossquiz.selection.advice import Recommendation
from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import pool, score
from lossquiz.selection.facts import all_facts, complete, contradiction, facts_of, read_given, settle, tasks
from lossquiz.selection.library_code import FRAMEWORK
from lossquiz.selection.rules import all_rules, refusing_rules
from lossquiz.selection.switches import candidates, values_of


def facts(text: str) -> dict[str, Value]:
    return dict(read_given(part) for part in text.split(";") if part)


def answer(task: str, text: str = "") -> Recommendation:
    return recommend(task, facts(text))


def notes(task: str, text: str) -> list[str]:
    return [warned.text for warned in answer(task, text).warnings if warned.first]


# ---- a redundant fact: what the second says is in the first, by what the words mean

REDUNDANT = """
regression: overdispersed > count_target
regression: zero_inflated > zeros_present
regression: outliers=gross > outliers
regression: redescending > outliers
regression: redescending > outliers=gross
regression: quantile=0.9 > predict=quantile
regression: metric=rmse > predict=mean
regression: metric=mae > predict=median
regression: metric=pinball=0.9 > predict=quantile
regression: metric=pinball=0.9 > quantile=0.9
regression: metric=wql > quantiles
regression: metric=winkler > prediction_interval
regression: metric=crps > full_distribution
regression: metric=mape > relative_error
regression: metric=rmsle > relative_error
regression: metric=silog_error > positive_target
regression: metric=psnr > image_output
regression: metric=angular_error > circular_target
regression: metric=keypoint_error > keypoints
survival: metric=mae > predict_time
regression: prediction_interval > need_uncertainty
regression: quantiles > need_uncertainty
regression: full_distribution > need_uncertainty
regression: proba_forecast > full_distribution
regression: proba_forecast > need_uncertainty
regression: under_cost=3 > asymmetric_cost
regression: under_cost=3 > asymmetric_cost=under_costly
forecasting: over_cost=3 > asymmetric_cost=over_costly
regression: coverage=0.8 > prediction_interval
forecasting: coverage=0.8 > need_uncertainty
regression: outputs=mean_and_variance > need_uncertainty
regression: outputs=quantiles > quantiles
forecasting: outputs=quantiles > quantiles
regression: targets=counts > count_target
regression: frequency_target > exposure
regression: heatmap > keypoints
regression: coordinates > keypoints
regression: restoration > image_output
regression: human_viewer > image_output
regression: depth_estimation > positive_target
regression: domain=insurance_severity > positive_target
regression: domain=insurance_severity > skewed_target
regression: domain=insurance_total_loss > zeros_present
regression: domain=customer_lifetime_value > zeros_present
forecasting: probabilistic > need_uncertainty
forecasting: intermittent_demand > zeros_present
forecasting: overdispersed > count_target
forecasting: quantiles > need_uncertainty
binary_classification: pos_rate=0.002 > imbalance
binary_classification: pos_rate=0.002 > imbalance=extreme
binary_classification: pos_rate=0.05 > imbalance
binary_classification: imbalance=extreme > imbalance
binary_classification: label_noise=symmetric > label_noise
binary_classification: calibrated_probabilities > need_probabilities
binary_classification: metric=log_loss > need_probabilities
binary_classification: metric=ece > calibrated_probabilities
binary_classification: metric=recall > fn_costly
binary_classification: metric=precision > fp_costly
binary_classification: beta=2 > fn_costly
binary_classification: beta=0.5 > fp_costly
binary_classification: metric=fbeta=2 > beta=2
segmentation: metric=hausdorff > boundary_quality
segmentation: metric=cldice_score > topology
sequence_alignment: metric=dtw > time_warp
distribution_matching: metric=mmd_score > samples_only
binary_classification: fn_costly > cost_sensitive
binary_classification: fp_costly > cost_sensitive
binary_classification: fn_cost=5 > fn_costly
binary_classification: fn_cost=5 > cost_sensitive
binary_classification: fn_cost=0.2 > fp_costly
segmentation: fn_cost=5 > fn_costly
binary_classification: fp_cost=5 > fp_costly
binary_classification: targets=soft > soft_labels
multiclass_classification: mixup > soft_labels
multiclass_classification: long_tailed > imbalance
multiclass_classification: huge_vocabulary > many_classes
multiclass_classification: n_classes=200000 > huge_vocabulary
multiclass_classification: n_classes=200000 > many_classes
multiclass_classification: n_classes=4 > few_classes
multiclass_classification: outputs=embeddings > embeddings
multilabel_classification: mostly_negative > imbalance
segmentation: outputs=one_channel > single_class
similarity: image_text > anchor_positive_pairs
similarity: data=triplets > triplets
similarity: npairs > two_samples_per_class
similarity: npairs > class_labels
similarity: two_samples_per_class > class_labels
similarity: few_per_class_in_batch > class_labels
similarity: many_identities > class_labels
similarity: batch_size=16 > small_batch
self_supervised: contrastive > two_views
self_supervised: batch_size=4096 > large_batch
object_detection: aspect_ratio > boxes
object_detection: no_overlap > boxes
object_detection: two_stage_offsets > boxes
object_detection: label_ambiguity > boxes
object_detection: set_prediction > boxes
object_detection: rotated_boxes > boxes
preference_optimisation: noisy_preferences > paired_preferences
preference_optimisation: deterministic_preferences > paired_preferences
generative: disentanglement > model=vae
generative: posterior_collapse > model=vae
segmentation: partial_annotation > unlabeled_pixels
language_modelling: completion_only > causal
translation: completion_only > causal
survival: targets=durations_and_events > right_censored
"""
PAIRS = [
    (task, *implication.split(" > "))
    for task, _, implication in (line.partition(": ") for line in REDUNDANT.strip().splitlines())
]


@pytest.mark.parametrize(("task", "says", "redundant"), PAIRS, ids=[f"{task}-{a}-{b}" for task, a, b in PAIRS])
def test_a_redundant_fact_changes_nothing_whatever_else_is_known(task: str, says: str, redundant: str) -> None:
    said, more = facts(says), facts(redundant)
    others: list[dict[str, Value]] = [{}] + [{fact.id: value} for fact in facts_of(task) for value in values_of(fact)]
    for other in others:
        if set(other) & {*said, *more} or contradiction({**other, **more}):
            continue  # what cannot be said beside the other is not what follows there
        assert outcome(task, {**other, **said}) == outcome(task, {**other, **more, **said}), other


@pytest.mark.parametrize(
    ("task", "text", "first"),
    [
        ("regression", "prediction_interval", "quantile"),
        ("regression", "quantiles", "multi_quantile"),
        ("regression", "full_distribution", "crps"),
        ("regression", "proba_forecast", "crps"),
        ("forecasting", "probabilistic", "multi_quantile"),
        ("similarity", "image_text", "clip"),
        ("similarity", "npairs", "npairs"),
        ("object_detection", "set_prediction", "giou_plus_l1"),
    ],
)
def test_what_follows_from_a_fact_does_not_outweigh_it(task: str, text: str, first: str) -> None:
    assert answer(task, text).choices[0].loss == first


def outcome(task: str, given: dict[str, Value]) -> object:
    try:
        where, known = complete(task, given)
    except UsageError as refusal:
        return str(refusal)
    refused = [rule.id for rule in refusing_rules(where) if rule.fires(known)]
    return refused or [(scored.loss, scored.score) for scored in score(where, known).ranked]


def test_every_implication_that_is_declared_is_in_the_list() -> None:
    listed = {(name, other) for _, a, b in PAIRS for name in facts(a) for other in facts(b)}
    for fact in all_facts().values():
        declared = {text.partition("=")[0] for text in (*fact.brings, *", ".join(fact.implies.values()).split(", "))}
        for name in declared - {"", fact.id}:
            known = {b for a, b in listed if a == fact.id}
            assert name in known or name in UNLISTED.get(fact.id, ()), (fact.id, name)


UNLISTED = {
    "data": {"pairs_with_labels", "anchor_positive_pairs", "class_labels", "graded_similarity"},  # as data=triplets
    "domain": {"zero_inflated"},  # held through zeros_present
    "targets": {"class_labels", "graded_similarity", "overlapping_classes"},  # as data=class_labels
}


def test_what_was_denied_is_not_brought_in_by_another_fact() -> None:
    assert "count_target" not in complete("regression", {"overdispersed": True, "count_target": False})[1]


def test_a_plain_yes_yields_to_how_much_and_a_word_does_not() -> None:
    assert complete("binary", {"imbalance": True, "pos_rate": 0.002})[1]["imbalance"] == "extreme"
    assert complete("binary", {"imbalance": "severe", "pos_rate": 0.002})[1]["imbalance"] == "severe"


# ---- contradictions


@pytest.mark.parametrize(
    ("task", "text", "words"),
    [
        ("binary", "pos_rate=0.4;imbalance=extreme", "the number does not stand for imbalance"),
        ("binary", "pos_rate=0.4;imbalance=severe", "contradict"),
        ("binary", "pos_rate=0.002;imbalance=mild", "the number stands for imbalance=extreme"),
        ("multiclass", "n_classes=10;huge_vocabulary", "n_classes=10 and huge_vocabulary contradict"),
        ("multiclass", "n_classes=20;many_classes", "n_classes=20 and many_classes contradict"),
        ("multiclass", "n_classes=300;few_classes", "n_classes=300 and few_classes contradict"),
        ("similarity", "batch_size=4096;small_batch", "batch_size=4096 and small_batch contradict"),
        ("self_supervised", "batch_size=32;large_batch", "batch_size=32 and large_batch contradict"),
        ("regression", "circular_target;count_target", "an angle has no zero"),
        ("regression", "circular_target;overdispersed", "an angle has no zero"),
        ("regression", "circular_target;bounded_target=0_1", "an angle has no zero"),
        ("regression", "circular_target;quantile=0.9", "an angle has no zero"),
        ("binary", "positive_unlabeled;soft_labels", "no probability either"),
        ("regression", "depth_estimation;unknown_scale;quantile=0.9", "in the units of the target"),
        ("survival", "competing_risks;interval_censored", "no loss can take both: .*aft_nll.*deephit"),
    ],
)
def test_a_contradiction_is_refused_with_the_reason(task: str, text: str, words: str) -> None:
    for order in itertools.permutations(facts(text).items()):
        with pytest.raises(UsageError, match=words):
            recommend(task, dict(order))


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ("binary", "pos_rate=0.4;imbalance"),
        ("binary", "pos_rate=0.4;imbalance=mild"),
        ("binary", "pos_rate=0.05;imbalance=extreme"),
        ("multiclass", "n_classes=60;many_classes"),
        ("multiclass", "n_classes=8;few_classes"),
        ("similarity", "batch_size=100;small_batch"),
    ],
)
def test_a_number_beside_a_neighbouring_word_is_taken(task: str, text: str) -> None:
    assert answer(task, text).choices


# ---- hard facts


@pytest.mark.parametrize(
    ("task", "text", "right"),
    [
        ("regression", "right_censored", {"aft_nll"}),
        ("regression", "targets=durations_and_events", {"aft_nll"}),
        ("regression", "interval_censored", {"aft_nll"}),
        ("regression", "competing_risks", {"deephit"}),
        ("survival", "interval_censored;proportional_hazards;discrete_time", {"aft_nll"}),
        ("survival", "competing_risks;discrete_time;proportional_hazards", {"deephit", "logistic_hazard"}),
        ("object_detection", "rotated_boxes", {"smooth_l1"}),
        ("object_detection", "rotated_boxes;aspect_ratio;fast_convergence", {"smooth_l1"}),
        ("object_detection", "anchor_classification;soft_labels", {"quality_focal"}),
        ("object_detection", "anchor_classification;soft_labels;imbalance", {"quality_focal"}),
        ("regression", "depth_estimation;unknown_scale;outliers", {"silog"}),
        ("regression", "depth_estimation;unknown_scale;outliers=gross;heavy_tails", {"silog"}),
        ("regression", "circular_target;outliers=gross", {"sin_cos_mse", "von_mises_nll"}),
        ("regression", "circular_target;multimodal_target", {"sin_cos_mse", "von_mises_nll"}),
        ("regression", "circular_target;prediction_interval", {"von_mises_nll"}),
        ("recommendation", "implicit_feedback;calibrated_probabilities", {"bce_with_logits"}),
        ("recommendation", "implicit_feedback;calibrated_probabilities;metric=ndcg;two_tower", {"bce_with_logits"}),
        ("multilabel", "calibrated_probabilities;mostly_negative", {"bce_with_logits"}),
        ("binary", "calibrated_probabilities;label_noise", {"bce_with_logits"}),
        ("binary", "positive_unlabeled;outputs=probabilities", {"nnpu"}),
        ("language_modelling", "huge_vocabulary", {"linear_cross_entropy"}),
        ("similarity", "image_text;anchor_positive_pairs", {"clip"}),
        ("regression", "count_target;need_uncertainty", {"negative_binomial_nll"}),
        ("forecasting", "count_target;probabilistic", {"negative_binomial_nll"}),
        ("segmentation", "empty_masks;metric=dice", {"dice_ce"}),
        ("regression", "prediction_interval;zero_inflated", {"ziln", "quantile"}),
        ("regression", "prediction_interval;relative_error", {"quantile"}),
        ("regression", "need_uncertainty;zero_inflated;skewed_target", {"ziln"}),
        ("regression", "quantiles;depth_estimation", {"multi_quantile"}),
        ("forecasting", "need_uncertainty;compare_across_scales;relative_error", {"gaussian_nll"}),
    ],
)
def test_a_hard_fact_decides(task: str, text: str, right: set[str]) -> None:
    assert answer(task, text).choices[0].loss in right


HARD = [(fact.id, task) for fact in all_facts().values() if fact.hard for task in fact.hard["only"]]


@pytest.mark.parametrize(("name", "task"), HARD)
def test_nothing_that_is_said_beside_a_hard_fact_brings_another_loss(name: str, task: str) -> None:
    hard = all_facts()[name].hard
    base = {name: True, **facts(";".join(hard["when"]))}
    assert set(hard["only"][task]) & pool(task)
    for fact in facts_of(task):
        for value in values_of(fact):
            where, known = complete(task, {**base, fact.id: base.get(fact.id, value)})
            if where != task:
                continue
            ranked = [scored.loss for scored in score(where, known).ranked]
            refused = [rule.id for rule in refusing_rules(where) if rule.fires(known)]
            assert refused or ranked or fact.id == FRAMEWORK, (fact.id, value)  # a library may have none of them
            assert set(ranked) <= set(hard["only"][task]), (fact.id, value)


def test_why_a_hard_fact_rules_a_loss_out_is_its_own_reason() -> None:
    out = {rejected.loss: rejected for rejected in answer("object_detection", "rotated_boxes").rejected}
    assert out["giou"].text == "overlaps of upright corners do not see the angle"


# ---- what is said first


def test_a_fact_that_plays_no_part_is_the_first_thing_said() -> None:
    given = answer("multilabel", "streaming")
    assert given.warnings[0].text.startswith("streaming: plays no part in multi-label classification")
    assert "it counts in --task sequence_alignment" in given.warnings[0].text
    lines = shown(given).splitlines()
    assert next(line for line in lines[1:] if line).startswith("note      streaming: plays no part")
    assert next(place for place, line in enumerate(lines) if line.startswith("1 ")) > 2


def test_a_value_that_no_rule_reads_plays_no_part_either() -> None:
    (note,) = notes("binary", "metric=hausdorff")
    assert note == (
        "metric=hausdorff: plays no part in binary classification and changed nothing; "
        "it counts in --task segmentation, point_cloud"
    )
    assert notes("binary", "metric=auc") == []


def shown(given: Recommendation) -> str:
    page = io.StringIO()
    for text, _ in recommendation_pieces(given, 80):
        page.write(text)
    return page.getvalue()


def test_a_task_that_a_fact_changes_is_named_first() -> None:
    (note,) = notes("regression", "right_censored")
    assert note == (
        "right_censored: a censored target is a bound and no number, "
        "so this is answered as survival analysis (--task survival)"
    )
    assert answer("regression", "right_censored").task == "survival"


def test_a_fact_that_was_outweighed_is_named_with_what_it_would_have_led_to() -> None:
    (note,) = notes("regression", "count_target;outliers")
    assert note.startswith(
        "outliers did not decide: alone it leads to huber, but count_target outweighs it: counts have"
    )


def test_a_hard_fact_that_decided_is_not_said_to_have_been_outweighed() -> None:
    assert notes("regression", "depth_estimation;unknown_scale") == []
    assert all("unknown_scale" not in note for note in notes("regression", "depth_estimation;unknown_scale;outliers"))


def test_what_a_preference_loss_is_fed_is_what_its_code_takes() -> None:
    """Sums beside lengths where the code divides, averages where it does not."""
    answers = {choice.loss: choice for choice in answer("rlhf", "no_reference_model").choices}
    told = {loss: warned.text for warned in answer("rlhf", "no_reference_model").warnings for loss in warned.losses}
    assert "chosen / chosen_len" in answers["simpo"].code
    assert "it divides by the lengths itself: give it sums" in told["simpo"]
    assert "averaged over the answer's tokens" in told["orpo"]
    assert "averaged over the tokens" in answers["orpo"].expects


def test_a_metric_of_decisions_is_answered_with_the_threshold() -> None:
    for task in ("binary", "multilabel"):
        assert notes(task, "metric=f1") == []
        warned = {warned.id: warned.text for warned in answer(task, "metric=f1").warnings}
        (text,) = [text for name, text in warned.items() if name.startswith("metric.f1.")]
        assert "choose the threshold" in text


def test_a_conflict_that_is_named_is_not_named_twice() -> None:
    assert notes("regression", "quantile=0.9;outliers") == []


def pairs_of(task: str) -> Iterator[dict[str, Value]]:
    # A library leads nowhere: it leaves what it has, and a note says what it lacks.
    others = (fact for fact in facts_of(task) if fact.id != FRAMEWORK)
    single = [(fact.id, value) for fact in others for value in values_of(fact)]
    for one, other in itertools.combinations(single, 2):
        if one[0] != other[0]:
            yield {one[0]: one[1], other[0]: other[1]}


@pytest.mark.parametrize("task", list(tasks()))
def test_of_two_facts_that_lead_apart_none_loses_in_silence(task: str) -> None:
    """Where both alone leave the usual choice, the answer is by a rule on each, or says what became of the other."""
    usual = score(task, {}).winner

    @functools.cache
    def winner(name: str, value: Value) -> str:
        return score(task, settle(task, {name: value})).winner

    for given in pairs_of(task):
        alone = {name: winner(name, value) for name, value in given.items()}
        if usual in alone.values() or len(set(alone.values())) == 1:
            continue
        try:
            found = recommend(task, given)
        except UsageError:
            continue
        first = found.choices[0]
        for name, wanted in alone.items():
            if first.loss == wanted:
                continue
            speaking = {warned.id for warned in found.warnings if warned.id.startswith("conflict.")}
            told = any(
                f"{name}" in warned.text.split(" did not decide")[0] for warned in found.warnings if warned.first
            )
            rules = {rule.id: rule for rule in all_rules()}
            rests = [rules[reason.rule] for reason in first.reasons] + [rules[conflict] for conflict in speaking]
            family = set(settle(task, {name: given[name]}))
            hard = all_facts()[name].hard
            if task in hard.get("only", {}) and all(when in given for when in hard["when"]):
                assert first.loss in hard["only"][task]
                assert not told, given
                continue
            assert told or any(family & set(rule.looks_at) for rule in rests) or takes(first.torch, given[name]), given


def takes(line: str, value: Value) -> bool:
    return not isinstance(value, bool) and str(value) in line


# ---- what would change the answer can be true as well


@pytest.mark.parametrize(
    ("task", "text", "never"),
    [
        ("regression", "keypoints", {"zero_inflated", "count_target", "circular_target", "skewed_target", "domain"}),
        (
            "regression",
            "circular_target",
            {"zero_inflated", "count_target", "skewed_target", "bounded_target", "domain"},
        ),
        ("regression", "depth_estimation", {"zero_inflated", "zeros_present", "count_target", "circular_target"}),
        ("similarity", "triplets", {"pairs_with_labels", "graded_similarity", "class_labels"}),
        ("object_detection", "boxes", {"anchor_classification", "soft_labels"}),
        ("recommendation", "explicit_ratings", {"explicit_like_dislike", "two_tower"}),
    ],
)
def test_what_cannot_hold_beside_the_given_is_not_suggested(task: str, text: str, never: set[str]) -> None:
    where, known = complete(task, facts(text))
    assert never.isdisjoint(name for name, _, _ in candidates(where, known))


@pytest.mark.parametrize("task", list(tasks()))
def test_what_is_suggested_can_be_said_and_leads_there(task: str) -> None:
    for fact in facts_of(task):
        for value in values_of(fact)[:1]:
            try:
                found = recommend(task, {fact.id: value})
            except UsageError:
                continue
            for text in found.choices[0].switch_if:
                said, _, loss = text.rpartition(" → ")
                more = facts(said.rpartition("(")[2].rstrip(")") if said.endswith(")") else said)
                assert recommend(task, {fact.id: value, **more}).choices[0].loss == loss, (fact.id, value, text)
