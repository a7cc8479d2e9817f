"""The numbers in the texts of questions/distillation and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import log

WORKED: dict[str, dict[str, float]] = {
    "kd-kl-choose-factor": {
        "16": (8 / 2) ** 2,
    },
    "kd-kl-compute-two": {
        "0.5232": 4 * (0.75 * log(1.5) + 0.25 * log(0.5)),
        "0.3041": 0.75 * log(1.5),
        "0.1733": log(2) / 4,
        "0.1308": 0.3041 - 0.1733,
    },
    "kd-kl-compute-two prompt": {
        "2.1972": 2 * log(3),
    },
    "reverse_kl_kd card": {
        "0.5108": -(log(0.9) + log(0.1)) / 2 - log(2),
    },
    "reverse-kl-kd-choose-mode": {
        "0.6931": log(2),
    },
    "reverse-kl-kd-choose-gradient": {
        "2e-8": -(1e-9 * (log(1e-9 / 0.9) - log(10))),
        "−20.6": log(1e-9 / 0.9),
        "2.3": log(1 / 0.1),
        "−2.3e-8": 1e-9 * (log(1e-9 / 0.9) - log(10)),
    },
    "reverse-kl-kd-compute-row": {
        "0.1308": 0.3041 - 0.1733,
        "0.3041": 0.75 * log(1.5),
        "0.1733": log(2) / 4,
    },
    "reverse-kl-kd-compute-gradient": {
        "0.206": 0.75 * (log(1.5) - (0.75 * log(1.5) - log(2) / 4)),
        "0.4055": log(1.5),
        "0.2060": 0.75 * (log(1.5) - (0.75 * log(1.5) - log(2) / 4)),
    },
    "reverse-kl-kd-compute-gradient prompt": {
        "0.1308": log(2) + 0.75 * log(0.75) + 0.25 * log(0.25),
    },
    "reverse-kl-kd-debug-weights prompt": {
        "0.5108": -(log(0.9) + log(0.1)) / 2 - log(2),
    },
    "kd-kl-compute-gradient": {
        "−0.5": 2 * (1 / 2 - 3 / 4),
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "kd_kl implement": ["0.01"],
}
