"""The numbers in the texts of questions/ssl and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import exp, log, sqrt

WORKED: dict[str, dict[str, float]] = {
    "barlow_twins card": {
        "128.8": 128 * (1 + 1 / 256) + 0.005 * 128 * 127 / 256,
    },
    "barlow-twins-debug-variance": {
        "16": 4**2,
    },
    "byol-compute-value": {
        "1.4": (0.8 + 2) / 2,
        "1.2": 2 * 0.6,
    },
    "byol-compute-gradient": {
        "0.192": 2 / 5 * 0.6 * 0.8,
        "0.64": 1 - 0.6 * 0.6,
        "−0.48": 0 - 0.6 * 0.8,
        "−0.256": -2 / 5 * (1 - 0.6 * 0.6),
    },
    "ntxent card": {
        "6.2364": log(511),
        "0.69": log(2),
    },
    "ntxent-choose-negatives": {
        "510": 2 * 256 - 2,
        "512": 2 * 256,
        "511": 2 * 256 - 1,
        "255": 256 - 1,
        "6.24": log(511),
    },
    "ntxent-choose-floor prompt": {
        "0.693": log(2),
    },
    "ntxent-compute-two": {
        "0.2395": log(1 + 2 * exp(-2)),
        "1.2707": 1 + 2 * exp(-2),
    },
    "ntxent-compute-two prompt": {
        "0.1353": exp(-2),
    },
    "ntxent-compute-collapse": {
        "1.9459": log(7),
    },
    "vicreg card": {
        "24.75": 25 * (1 - 0.0001**0.5),
    },
    "vicreg implement": {
        "24.75": 25 * (1 - 0.0001**0.5),
    },
    "vicreg case": {
        "0.99": 1 - sqrt(0.0001),
        "0.2929": 1 - 0.5**0.5,
        "64": 8**2,
        "24.75": 25 * (1 - 0.0001**0.5),
    },
    "vicreg-compute-copies": {
        "128": 2 * (2 * 8**2 / 2),
        "64": 2 * 64 / 2,
    },
    "vicreg-compute-collapse": {
        "24.75": 25 * (1 - 0.0001**0.5),
        "0.99": 1 - 0.01,
    },
    "vicreg-debug-variance": {
        "0.75": 1 - 0.5**2,
        "25": 25 * (1 - sqrt(0.0001)),
        "24.75": 25 * (1 - 0.0001**0.5),
    },
    "barlow-twins-compute-copies": {
        "0.2": 0 + 0.1 * (1 + 1),
    },
    "barlow-twins-compute-opposite": {
        "4": (1 - -1) ** 2 + 0,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "barlow_twins card": ["128", "256"],
    "ntxent card": ["256"],
    "ntxent implement": ["0.01"],
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "barlow_twins card": {
        "0.0051": "Zbontar et al. 2021, Barlow Twins, and its code: --lambd 0.0051",
    },
    "barlow-twins-debug-variance": {
        "2,048": "the batch of Zbontar et al. 2021, Barlow Twins",
    },
    "ntxent card": {
        "0.07": "pytorch-metric-learning, NTXentLoss, and optax, default temperature",
    },
}
