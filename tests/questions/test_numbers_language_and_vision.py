"""Numbers in the prose of questions about language models, image and text, angles, grades and mixtures, worked out."""

from __future__ import annotations

from math import exp, log

import pytest

NUMBERS = [
    # what the prose says, what it is, where it stands
    (10.8249, log(50257), "causal_lm_ce at_chance"),
    (2.2, (900 * 2.0 + 100 * 4.0) / 1000, "causal-lm-ce-choose-accumulation"),
    (3.0, (2.0 + 4.0) / 2, "causal-lm-ce-choose-accumulation"),
    (1.0986, log(3), "causal-lm-ce-compute-padding"),
    (1.3863, log(4), "causal-lm-ce-compute-padding"),
    (0.2877, log(4 / 3), "causal-lm-ce-compute-padding"),
    (2.3671, log(4) + log(2) + log(4 / 3), "causal-lm-ce-compute-padding"),
    (2.2, (4 + 9 * 2) / 10, "causal-lm-ce-debug-mean"),
    (3.0, (4 + 2) / 2, "causal-lm-ce-debug-mean"),
    (10.3972, log(32768), "clip at_chance"),
    (2.659, log(1 / 0.07), "clip libraries"),
    (14.3, 1 / 0.07, "clip-choose-scale"),
    (6.238, log(512), "clip-choose-devices"),
    (8.318, log(4096), "clip-choose-devices"),
    (0.0002, exp(1) / (exp(1) + 32767 * exp(-1)), "clip-choose-scale"),
    (8.397, log(1 + 32767 * exp(-2)), "clip-choose-scale"),
    (0.1269, log(1 + exp(-2)), "clip-compute-one-sided"),
    (2.1269, log(1 + exp(2)), "clip-compute-one-sided"),
    (1.1269, (log(1 + exp(-2)) + log(1 + exp(2))) / 2, "clip-compute-one-sided"),
    (0.7532, (log(2) + (log(1 + exp(-1)) + log(1 + exp(1))) / 2) / 2, "clip-debug-direction"),
    (2.7726, 4 * log(2), "coral at_chance"),
    (2.3468, -2 * sum(p * log(p) for p in (0.2, 0.4, 0.6, 0.8)), "coral at_chance"),
    (10.00005, log(1 + exp(10)), "coral-choose-distance"),
    (0.00005, log(1 + exp(-10)), "coral-choose-distance"),
    (10.0, log(1 + exp(10)) + 4 * log(1 + exp(-10)), "coral-choose-distance"),
    (30.0, 3 * log(1 + exp(10)) + 2 * log(1 + exp(-10)), "coral-choose-distance"),
    (0.75, 1 / (1 + exp(-log(3))), "coral-compute-two"),
    (0.5754, 2 * log(4 / 3), "coral-compute-two"),
    (2.7726, 2 * log(4), "coral-compute-two"),
    (1.674, (2 * log(4 / 3) + 2 * log(4)) / 2, "coral-compute-two"),
    (0.375, (0.75 - 0) / 2, "coral-compute-gradient"),
    (3.0445, log(21), "masked_cross_entropy at_chance"),
    (2.0794, log(2) + log(4), "masked-cross-entropy-compute-four"),
    (1.0397, (log(2) + log(4)) / 2, "masked-cross-entropy-compute-four"),
    (2.3026, log(10), "mixup_ce at_chance"),
    (0.5, -sum(2 * x * log(x) for x in ((i + 0.5) / 10_000 for i in range(10_000))) / 10_000, "mixup-ce-choose-floor"),
    (0.45, 0.9 * 0.5, "mixup-ce-choose-floor"),
    (0.5447, -log(0.7 * 0.7 + 0.3 * 0.3), "mixup-ce-choose-mixture"),
    (0.3567, -log(0.7), "mixup-ce-choose-mixture"),
    (0.6931, -log(0.7 * 0.5 + 0.3 * 0.5), "mixup-ce-choose-mixture"),
    (0.7, 0.3 + 0.4 * 1, "mixup-ce-choose-mixture"),
    (0.2877, log(4 / 3), "mixup-ce-compute-two"),
    (0.5623, 0.75 * log(4 / 3) + 0.25 * log(4), "mixup-ce-compute-two"),
    (0.9743, (0.75 * log(4 / 3) + 0.25 * log(4) + log(4)) / 2, "mixup-ce-compute-two"),
    (0.25, (0.75 - 0.25) / 2, "mixup-ce-compute-gradient"),
    (0.25, 1 - 0.75, "mixup-ce-debug-same"),
    (709.78, 1024 * log(2), "siglip at_chance"),
    (10.05, log(1 + exp(10)) + 1023 * log(1 + exp(-10)), "siglip-choose-bias"),
    (0.25, (2 * -0.25 + 2 * 0.5) / 2, "siglip-compute-bias"),
    (1.674, (2 * log(4 / 3) + 2 * log(4)) / 2, "siglip-compute-pairs"),
]


@pytest.mark.parametrize(("said", "found", "where"), NUMBERS)
def test_the_number_is_right(said: float, found: float, where: str) -> None:
    digits = len(f"{said!r}".partition(".")[2])
    assert abs(said - found) <= 0.5 * 10**-digits + 1e-9, where
