"""What interviews ask most is asked here, with the lists that say so."""

from __future__ import annotations

import pytest

from lossquiz.questions.bank import load_bank

BANK = load_bank()

# The forty topics that are asked most, each with the question that asks it as interviews do.
TOPICS = {
    "perplexity and cross-entropy": "lm-explain-perplexity",
    "prompt masking": "lm-explain-sft-loss",
    "DPO": "dpo-explain-derive",
    "InfoNCE": "info-nce-explain-batch",
    "losses as likelihoods": "probability-explain-likelihood",
    "the validation loss rises with the accuracy": "curves-explain-both-rise",
    "calibration": "calibration-explain",
    "the clip of PPO": "ppo-clip-explain-min",
    "GRPO": "grpo_clip",
    "estimates of the KL": "kl-k3-explain-three",
    "the reward model": "bradley-terry-explain-model",
    "the objective of RLHF": "preferences-explain-objective",
    "CLIP": "clip-explain-batch",
    "convexity": "probability-explain-convex",
    "ELBO": "elbo-explain-terms",
    "the loss is NaN": "curves-explain-nan",
    "loss curves": "curves-explain-three",
    "label smoothing": "label-smoothing-ce-explain-effects",
    "memory of the logits": "linear-ce-explain-memory",
    "half precision": "precision-explain",
    "load balancing": "load-balancing-explain-why",
    "z-loss": "cross-entropy-z-explain-drift",
    "penalties and weight decay": "penalty-explain-decay",
    "pointwise, pairwise, listwise": "bpr-explain-pairs",
    "in-batch softmax": "in_batch_softmax",
    "negative sampling": "retrieval-explain-sampling",
    "targets of diffusion": "v-prediction-explain-three",
    "losses of GANs": "adversarial-explain-losses",
    "Dice against cross-entropy": "dice-explain-against-ce",
    "IoU": "iou_loss",
    "imbalance": "weighted-cross-entropy-explain-imbalance",
    "noisy labels": "gce-explain-noise",
    "flow matching": "flow-matching-explain-mean",
    "averages over tokens": "lm-explain-averages",
    "SigLIP": "siglip-explain-against-clip",
    "REINFORCE and baselines": "reinforce-explain-baseline",
    "an objective for boosting": "boosting-explain-objective",
    "masked language models": "lm-choose-masked-against-causal",
    "CTC": "ctc-explain-blank",
    "censored survival times": "cox-ph-choose-censored",
}


def test_there_are_forty() -> None:
    assert len(TOPICS) == len(set(TOPICS.values())) == 40


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_has_a_question_that_says_which_lists_ask_it(topic: str) -> None:
    frequency = BANK.labels[TOPICS[topic]].frequency
    assert frequency is not None
    assert frequency.ground


def test_the_level_is_the_number_of_lists_up_to_three() -> None:
    for name, label in BANK.labels.items():
        if label.frequency is not None:
            assert label.frequency.level == min(3, len(label.frequency.ground)), name


def test_no_list_is_counted_twice() -> None:
    for name, label in BANK.labels.items():
        if label.frequency is not None:
            lists = [ground.split(", ")[0] for ground in label.frequency.ground]
            assert len(lists) == len(set(lists)), name
