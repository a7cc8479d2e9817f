"""The numbers in the texts of questions/lm and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import exp, log

WORKED: dict[str, dict[str, float]] = {
    "causal_lm_ce card": {
        "10.8249": log(50257),
    },
    "causal_lm_ce case": {
        "2e4": 2 * 1e4,
    },
    "causal-lm-ce-choose-accumulation": {
        "3.0": (2.0 + 4.0) / 2,
        "2.2": (900 * 2.0 + 100 * 4.0) / 1000,
    },
    "causal-lm-ce-compute-padding": {
        "0.789": (log(4) + log(2) + log(4 / 3)) / 3,
        "0.2877": log(4 / 3),
        "2.3671": log(4) + log(2) + log(4 / 3),
        "0.7890": (log(4) + log(2) + log(4 / 3)) / 3,
    },
    "causal-lm-ce-compute-gradient": {
        "0.375": 0.75 / 2,
        "0.75": 3 / 4,
    },
    "causal-lm-ce-compute-prompt": {
        "0.837": (log(4) + log(4 / 3)) / 2,
        "1.6740": log(4) + log(4 / 3),
        "0.8370": 1.674 / 2,
    },
    "causal-lm-ce-debug-mean": {
        "2.2": (4 + 9 * 2) / 10,
    },
    "causal-lm-ce-debug-mean prompt": {
        "9.03": exp((4 + 9 * 2) / 10),
        "20.09": exp((4 + 2) / 2),
    },
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "causal_lm_ce card": {
        "50,257": "the vocabulary of GPT-2: Radford et al. 2019",
    },
}
