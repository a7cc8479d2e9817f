"""Tasks and facts in the words of those who ask, each with the answer and the trap that the sources give."""

from __future__ import annotations

import re

import pytest

from lossquiz.errors import UsageError
from lossquiz.selection import recommend
from lossquiz.selection.engine import pool
from lossquiz.selection.facts import find_fact, find_task, read_given, tasks
from lossquiz.selection.rules import all_rules

# task | facts | the first loss is one of | never among the first three | a warning speaks of
ASKED = """
image_restoration | autoencoder | mse, ssim, mae | cross_entropy | threshold
regression | multi_task | uncertainty_weighting | mse |
binary | ctr | bce_with_logits | focal | calibration
recommendation | ctr;implicit_feedback | bce_with_logits | bpr | calibration
lm | ner | cross_entropy | causal_lm_ce | -100
audio | tts | mae, mse | si_snr | padded frames
multi_task_weighting | | uncertainty_weighting | mse | log variances
mtl | known_weights | weighted_sum | | mean over its own targets
mtl | auxiliary_loss | weighted_sum | |
mtl | different_units | uncertainty_weighting | |
mtl | gradient_conflict | uncertainty_weighting | | PCGrad
anomaly | | mse, ssim, mae | cross_entropy | threshold
autoencoder | | mse, ssim, mae | cross_entropy | reconstruct
anomaly_detection | image_output | ssim, mse | | threshold
anomaly_detection | contaminated | mae, huber | cross_entropy | threshold
anomaly_detection | one_class | deep_svdd | cross_entropy | centre
anomaly_detection | known_anomalies | weighted_bce, focal | | new kind
pinn | | mse | mae, huber | weight
regression | pinn | mse | mae, huber | weight
pinn | unlike_scales | mse, uncertainty_weighting, weighted_sum | | without units
pinn | transient | mse | | window of time
tts | | mae, mse | cross_entropy | padded frames
tts | waveform_generation | l1_mel_plus_gan, multi_res_stft | mse |
tts | codec_tokens | causal_lm_ce, cross_entropy | mse, mae |
nmt | | label_smoothing_ce, cross_entropy | mse | shift
summarization | padding | label_smoothing_ce, cross_entropy | mse | BLEU
translation | causal | causal_lm_ce | |
translation | huge_vocabulary | linear_cross_entropy | |
ner | | cross_entropy | mse, bce_with_logits | -100
ner | bio | crf_nll | | Viterbi
ner | imbalance | weighted_cross_entropy, focal | | N, C, T
ner | nested | bce_with_logits | cross_entropy |
pos_tagging | label_noise | gce | focal |
ctr | | bce_with_logits | bpr, mse, focal | calibration
ctr | pos_rate=0.5% | bce_with_logits | weighted_bce, focal | calibration
ctr | downsampled | bce_with_logits | | p / (p + (1 − p) / w)
ctr | delayed_conversion | bce_with_logits | | fixed window
ctr | order_only | pairwise_logistic | |
regression | multi_target | mse | cross_entropy | standardise each target
multilabel | n_classes=3 | cross_entropy | bce_with_logits, multilabel_margin | N, C, labels
multilabel | classes_per_label | cross_entropy | bce_with_logits | class
multilabel | n_classes=2 | bce_with_logits | cross_entropy |
multilabel | n_classes=80 | bce_with_logits | cross_entropy |
multiclass | taxonomy | cross_entropy, label_smoothing_ce | hinge, mse | hierarchy
multiclass | cost_matrix | cross_entropy, expected_cost | | expected cost
lm | sft | causal_lm_ce | mse, dpo | -100
segmentation | partially_annotated | masked_dice | dice | background
segmentation | overlapping_classes;partial_labels | masked_dice | dice, cross_entropy | channel
audio | loudness | mae | si_snr, si_snr_pit |
audio | source_separation;level_matters | mae | si_snr, si_snr_pit | best order
ranking | graded_relevance;whole_list | ranknet, listmle, listnet | |
ranking | top_k;graded_relevance | lambdarank | | near the top
recommendation | implicit_feedback;top | warp, bpr | mse |
recommendation | implicit_feedback;dislikes | bce_with_logits, bpr | mse | was disliked is a no
generative | posterior_collapse | elbo, elbo_bce | beta_vae | KL term from 0
binary | false_negative_cost=5:1 | weighted_bce | | threshold
regression | bounds=0..10 | beta_nll_unit, bce_with_logits | | rescale
forecasting | stockout_cost=4 | quantile | mse |
"""
ROWS = [tuple(part.strip() for part in line.split("|", 4)) for line in ASKED.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=["-".join(row[:2]) for row in ROWS])
def test_what_people_ask_is_answered(row: tuple[str, ...]) -> None:
    task, facts, first, never, words = row
    answer = recommend(task, dict(read_given(part) for part in facts.split(";") if part))
    ranked = [choice.loss for choice in answer.choices]
    assert ranked[0] in first.split(", "), ranked
    assert not set(never.split(", ")) & set(ranked[:3]), ranked
    told = " ".join(warned.text for warned in answer.warnings)
    assert any(word.lower() in told.lower() for word in words.split("|")), told


@pytest.mark.parametrize("task", ["multi_task", "anomaly_detection", "physics_informed", "text_to_speech"])
def test_a_task_put_together_from_others_warns_before_it_costs(task: str) -> None:
    assert recommend(task).warnings


@pytest.mark.parametrize(
    ("word", "task"),
    [
        ("NER", "sequence_tagging"),
        ("named entity recognition", "sequence_tagging"),
        ("token-classification", "sequence_tagging"),
        ("TTS", "text_to_speech"),
        ("machine translation", "translation"),
        ("summarisation", "translation"),
        ("sequence to sequence", "translation"),
        ("multi-task", "multi_task"),
        ("loss weighting", "multi_task"),
        ("PINN", "physics_informed"),
        ("autoencoder", "anomaly_detection"),
        ("novelty detection", "anomaly_detection"),
        ("CTR", "ctr_prediction"),
        ("conversion rate", "ctr_prediction"),
        ("speech recognition", "sequence_alignment"),
        ("image classification", "multiclass_classification"),
        ("semantic segmentation", "segmentation"),
        ("LLM", "language_modelling"),
    ],
)
def test_a_task_is_found_by_what_people_call_it(word: str, task: str) -> None:
    assert find_task(word) == task


@pytest.mark.parametrize(
    ("word", "fact"),
    [
        ("hierarchical", "class_hierarchy"),
        ("several targets", "multi_output"),
        ("assistant-only", "completion_only"),
        ("SFT", "completion_only"),
        ("partial labels", "partial_annotation"),
        ("whole list", "whole_order"),
        ("dislikes", "explicit_like_dislike"),
        ("KL vanishing", "posterior_collapse"),
        ("loudness", "level_matters"),
        ("miss cost", "fn_cost"),
        ("fp-cost", "fn_cost"),
    ],
)
def test_a_fact_is_found_by_what_people_call_it(word: str, fact: str) -> None:
    assert find_fact(word).id == fact


def test_every_task_has_words_that_people_type() -> None:
    assert [task.id for task in tasks().values() if not task.aliases] == []


def test_whole_list_and_top_contradict_each_other() -> None:
    with pytest.raises(UsageError, match="the whole list counts, or its top"):
        recommend("ranking", {"whole_order": True, "top_of_list": True})


def test_classes_of_a_label_are_said_to_have_been_read_so() -> None:
    answer = recommend("multilabel", {"n_classes": 3})
    assert answer.task == "multiclass_classification"
    assert "read as the classes of each label" in answer.warnings[0].text
    assert "# logits: float [N, C, L]" in answer.choices[0].code


def test_a_hard_level_leaves_only_losses_that_see_it() -> None:
    answer = recommend("audio", {"level_matters": True, "source_separation": True})
    assert {choice.loss for choice in answer.choices} <= {"mae", "multi_res_stft", "l1_mel_plus_gan"}


def test_every_year_of_a_source_is_one() -> None:
    for rule in all_rules():
        for year in re.findall(r"(?<![\d.])((?:18|19|20)\d\d)(?![\d.])", rule.source):
            assert 1805 <= int(year) <= 2026, rule.id


def test_the_new_tasks_have_a_field_of_losses() -> None:
    for task in ("anomaly_detection", "text_to_speech", "translation", "sequence_tagging"):
        assert len(pool(task)) >= 4
