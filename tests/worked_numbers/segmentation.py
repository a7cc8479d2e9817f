"""The numbers in the texts of questions/segmentation and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import sqrt

WORKED: dict[str, dict[str, float]] = {
    "dice card": {
        "0.9804": 1 - 0.01 / 0.51,
    },
    "dice case": {
        "3.4": 2 * (0.8 + 0.4) + 1,
        "4.3": 0.8 + 0.4 + 0.1 + 2 + 1,
    },
    "dice-choose-batch": {
        "0.45": (0 + 0.9) / 2,
        "16,001": 2 * 8000 + 1,
        "16,010": 8000 + 8000 + 9 + 1,
        "0.00056": 9 / 16010,
    },
    "dice-choose-smooth": {
        "0.99999": 1 - 1e-5 / (1 + 1e-5),
    },
    "dice-compute-three": {
        "0.2093": 1 - 3.4 / 4.3,
        "1.2": 0.8 + 0.4,
        "1.3": 0.8 + 0.4 + 0.1,
        "2.4": 2 * (0.8 + 0.4),
        "3.3": 1.3 + 2,
        "3.4": 2 * (0.8 + 0.4) + 1,
        "4.3": 1.3 + 2 + 1,
        "0.7907": 3.4 / 4.3,
    },
    "dice-compute-gradient": {
        "−0.2812": (3.4 - 8.6) / 18.49,
        "4.3": 0.8 + 0.4 + 0.1 + 2 + 1,
        "3.4": 2 * (0.8 + 0.4) + 1,
        "8.6": 2 * 4.3,
        "18.49": 4.3**2,
    },
    "dice-explain-against-ce": {
        "99 %": 1 - 0.01,
    },
    "focal_tversky card": {
        "0.5946": 0.5**0.75,
    },
    "focal_tversky case": {
        "1.2": 0.8 + 0.4,
    },
    "focal-tversky-choose-exponent": {
        "1.78": (0.05 / 0.5) ** (-0.25),
        "0.25": 1 - 0.75,
        "1.778": 10**0.25,
        "1.25": 1 + 0.25,
    },
    "focal-tversky-choose-nan": {
        "0.25": 1 - 0.75,
    },
    "focal-tversky-compute-default": {
        "0.0153": 0.1235**2,
        "1.2": 0.8 + 0.4,
        "2.2": 0.8 + 0.4 + 1,
        "0.24": 0.3 * 0.8,
        "2.51": 1.2 + 0.07 + 0.24 + 1,
        "0.8765": 2.2 / 2.51,
        "0.1235": 1 - 2.2 / 2.51,
    },
    "focal-tversky-compute-two": {
        "0.5043": (sqrt(1 / 11) + sqrt(0.5)) / 2,
        "1.1": 1 + 0.1,
        "0.0909": 0.1 / 1.1,
        "0.3015": sqrt(1 / 11),
        "0.7071": sqrt(0.5),
    },
    "focal-tversky-debug-mean": {
        "0.5946": 0.5**0.75,
    },
    "jaccard card": {
        "0.6667": 0.8 / (2 - 0.8),
        "0.3333": 2 * 0.2 / (1 + 0.2),
    },
    "jaccard case": {
        "2.2": 0.8 + 0.4 + 1,
        "3.1": 1.3 + 2 - 1.2 + 1,
    },
    "jaccard-choose-dice": {
        "0.3333": 2 * 0.2 / (1 + 0.2),
        "0.6667": 0.8 / (2 - 0.8),
        "1.2": 1 + 0.2,
    },
    "jaccard-choose-pixel": {
        "0.012": 30 / 50**2,
        "1.67": 1 / 0.6,
    },
    "jaccard-compute-three": {
        "0.2903": 1 - 2.2 / 3.1,
        "1.2": 0.8 + 0.4,
        "1.3": 0.8 + 0.4 + 0.1,
        "2.1": 1.3 + 2 - 1.2,
        "0.7097": (1.2 + 1) / (2.1 + 1),
    },
    "jaccard-compute-gradient": {
        "0.2289": 2.2 / 3.1**2,
        "2.2": 0.8 + 0.4 + 1,
        "3.1": 1.3 + 2 - 1.2 + 1,
    },
    "jaccard-debug-union": {
        "19": 9 + 9 + 1,
        "0.4737": 1 - 10 / 19,
    },
    "tversky case": {
        "1.2": 0.8 + 0.4,
    },
    "tversky-compute-weights": {
        "0.2308": 1 - 2.2 / 2.86,
        "1.2": 0.8 + 0.4,
        "2.2": 0.8 + 0.4 + 1,
        "0.64": 0.8 * 0.8,
        "2.86": 1.2 + 0.02 + 0.64 + 1,
        "0.7692": 2.2 / 2.86,
    },
    "tversky-compute-gradient": {
        "0.0538": 0.44 / 8.1796,
        "2.2": 0.8 + 0.4 + 1,
        "0.44": 0.2 * 2.2,
        "8.1796": 2.86**2,
        "2.86": 1.2 + 0.2 * 0.1 + 0.8 * 0.8 + 1,
    },
    "tversky-debug-swapped": {
        "2.2": 1.2 + 1,
        "0.16": 0.2 * 0.8,
        "0.0984": 1 - 2.2 / (2.2 + 0.08 + 0.16),
        "0.2308": 1 - 2.2 / 2.86,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "focal-tversky-debug-mean": ["0.75"],
    "tversky-debug-swapped": ["1.2"],
}
