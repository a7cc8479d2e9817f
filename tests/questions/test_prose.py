"""Whether a text is sentences or notes, which are looked through, or a list of the right words, which is not."""

from __future__ import annotations

import pytest

from lossquiz.questions.prose import is_prose

LISTS = (
    (
        "next token shift by one copy input collapse padding prompt ignored masked -100 mean over valid tokens mean of"
        " means short sequences weigh more"
    ),
    "overflow, underflow, log of 0, stable softmax with max subtracted, gradient of softmax minus one-hot, mean over N",
    "outliers with mae or huber for regression and bce for binary with focal for imbalance plus hinge for margin",
    "Outliers. Robust. Bounded gradient. Smooth at zero. Delta threshold. Mean and median. Slope continuous.",
    "gradient p - y not vanish with sigmoid, likelihood of bernoulli, proper score at true frequency, log p of class",
    "softmax -> log -> gather -> mean -> backward -> step -> converge -> minimum -> loss -> gradient -> weights",
    "gamma = focusing, alpha = balance, p = probability, one-hot = target, mean = batch, log = likelihood of class",
    "Huber's delta, Tversky's alpha, focal's gamma, Dice's smooth, hinge's margin, elastic net's lambda, MSE's mean",
    "It is robust.",
    "42",
)
NOTES = (
    "labels = ids[1:], logits = logits[:-1]. Prompt tokens get label -100",
    "L = logsumexp(z) - z_y. d lse/dz_k = exp(z_k)/sum = p_k. So dL/dz = p - onehot(y). Entries of a row add up to 0.",
    "In fp16 gradients underflow. Scale loss up, backward, unscale, skip step on inf. bf16 has range, so no scaling.",
    "regression -> MSE, robust -> MAE. binary -> log loss, several classes -> cross entropy. SVM style -> hinge.",
    "when the model is sure and it’s wrong then the loss goes up without any limit so one bad row can rule the batch",
    "Nothing in CE fix the absolute size of logits, they can grow together. With bfloat16 rounding become coarse.",
)


@pytest.mark.parametrize("text", LISTS)
def test_lists_of_words_are_no_prose(text: str) -> None:
    assert not is_prose(text)


@pytest.mark.parametrize("text", NOTES)
def test_terse_notes_and_formulas_are_prose(text: str) -> None:
    assert is_prose(text)
