"""The numbers in the texts of questions/ordinal and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import exp, floor, log, log1p

from worked_numbers.steps import FLOAT32_MAX

WORKED: dict[str, dict[str, float]] = {
    "coral card": {
        "2.7726": 4 * log(2),
        "2.3468": -2 * sum(p * log(p) for p in (0.2, 0.4, 0.6, 0.8)),
    },
    "coral implement": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "coral-choose-distance": {
        "10.00005": log(1 + exp(10)),
        "0.00005": log1p(exp(-10)),
    },
    "coral-compute-two": {
        "1.674": (2 * log(4 / 3) + 2 * log(4)) / 2,
        "0.5754": 2 * log(4 / 3),
        "2.7726": 2 * log(4),
        "1.6740": (2 * log(4 / 3) + 2 * log(4)) / 2,
    },
    "coral-compute-gradient": {
        "0.375": (0.75 - 0) / 2,
    },
}
