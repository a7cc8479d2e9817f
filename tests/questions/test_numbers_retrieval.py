"""Numbers in prose (cards, prompts, options, explanations) of retrieval, worked out again."""

from __future__ import annotations

import math

import numpy as np
import pytest


def near(*pairs: tuple[float, float]) -> bool:
    return all(value == pytest.approx(said, abs=0.6e-4) for value, said in pairs)


def test_in_batch_softmax() -> None:
    assert near((math.log(256), 5.5452), (1 / 0.05, 20))
    # Frequencies 1 and ⅓ at equal cosines: weights 1 and 3.
    assert near((1 / (1 + 3), 0.25), (3 / (1 + 3), 0.75))
    assert near((-math.log(0.5), 0.6931472), (-math.log(0.125), 2.0794415))
    assert near((math.log(6), 1.7918), (math.log(1.5), 0.4055), ((2 * math.log(6) + math.log(1.5)) / 3, 1.3297))
    assert near((2 * math.log(6) + math.log(1.5), 3.9890))
    # The other item's share, ½, along (0, 1), over two queries.
    assert near((0.5 * 1 / 2, 0.25))
    assert round(-math.log(0.001) / 0.05) == 138
    assert round(-math.log(0.001), 1) == 6.9


def slopes(scores: np.ndarray, joint: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """Return the derivatives of the expected loss of the first row of a batch of two, for a table of scores."""
    frequency = joint.sum(axis=0)
    found = np.zeros_like(scores)
    for q, row in enumerate(joint):
        for own, likely in enumerate(row):
            for other, often in enumerate(frequency):
                z = scores[q, [own, other]] - shift[[own, other]]
                share = np.exp(z) / np.exp(z).sum()
                found[q, own] += likely * often * (share[0] - 1)
                found[q, other] += likely * often * share[1]
    return found


def test_what_the_best_score_is_with_the_correction_and_without() -> None:
    """The card: log p(item | query) with it; less the log of the frequency without."""
    joint = np.array([[0.4, 0.1, 0.05], [0.1, 0.3, 0.05]])
    log_frequency = np.log(joint.sum(axis=0))
    log_given = np.log(joint / joint.sum(axis=1, keepdims=True))
    nothing = np.zeros(3)
    np.testing.assert_allclose(slopes(log_given, joint, log_frequency), 0, atol=1e-15)
    np.testing.assert_allclose(slopes(log_given - log_frequency, joint, nothing), 0, atol=1e-15)
    assert np.abs(slopes(log_given, joint, nothing)).max() > 0.01
    # Added, it doubles the bias; divided by T as well, it counts 1/T times and turns the bias round.
    np.testing.assert_allclose(slopes(log_given - 2 * log_frequency, joint, -log_frequency), 0, atol=1e-15)
    np.testing.assert_allclose(slopes(log_given + 19 * log_frequency, joint, 20 * log_frequency), 0, atol=1e-15)
