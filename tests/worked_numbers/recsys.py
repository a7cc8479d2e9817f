"""The numbers in the texts of questions/recsys and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import ceil, exp, floor, log, log1p

from worked_numbers.steps import FLOAT32_MAX, softplus

WORKED: dict[str, dict[str, float]] = {
    "bpr card": {
        "0.6931": log(2),
    },
    "bpr implement": {
        "2e4": 2 * 1e4,
    },
    "bpr case": {
        "0.2877": log(4 / 3),
        "0.6931": log(2),
        "2e-9": log1p(exp(-20)),
        "2e4": 2 * 1e4,
    },
    "bpr-compute-three": {
        "0.789": (log(2) + log(4 / 3) + log(4)) / 3,
        "1.0986": log(3),
        "2.3671": log(2) + log(4 / 3) + log(4),
        "0.7890": (log(2) + log(4 / 3) + log(4)) / 3,
    },
    "bpr-compute-gradient": {
        "0.375": 3 / (3 + 1) / 2,
    },
    "bpr-debug-log": {
        "−104": -ceil(-log(2.0 ** (-150))),
        "−88": -floor(log(FLOAT32_MAX)),
    },
    "in_batch_softmax card": {
        "5.5452": log(256),
    },
    "in-batch-softmax-compute-rare": {
        "1.3297": 3.989 / 3,
        "12": 2 + 2 + 8,
        "3.9890": 2 * log(6) + log(1.5),
    },
    "in-batch-softmax-compute-pull": {
        "0.25": 1 / 2 / 2,
    },
    "in-batch-softmax-debug-temperature": {
        "138": round(-log(0.001) / 0.05),
        "6.9": -log(0.001),
    },
    "bpr-compute-far": {
        "50": (softplus(-1000) + softplus(100)) / 2,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "in_batch_softmax card": ["256"],
    "in_batch_softmax implement": ["0.01"],
    "in-batch-softmax-debug-temperature": ["0.05", "0.001"],
}
