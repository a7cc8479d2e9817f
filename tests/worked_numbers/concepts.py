"""The numbers in the texts of questions/concepts and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import ceil, e, exp, floor, log, log1p, log2, pi

from worked_numbers.steps import entropy, sigmoid, variance

WORKED: dict[str, dict[str, float]] = {
    "adversarial-choose-best": {
        "0.50": 1 / 2,
        "0.33": 0.1 / 0.3,
        "0.25": 0.1 / (0.1 + 0.3),
    },
    "choosing-regression-clean": {
        "36 %": 1 - 2 / pi,
        "1.57": pi / 2,
    },
    "choosing-regression-outliers": {
        "20,736": (3 * 24 * 60 / 30) ** 2,
    },
    "choosing-binary-imbalanced": {
        "99.9 %": 1 - 0.001,
    },
    "choosing-multiclass": {
        "119": 120 - 1,
        "3.80": log1p(119 / e),
    },
    "choosing-multilabel": {
        "1.39": 2 * log(2),
    },
    "lm-choose-perplexity": {
        "4.0": 2.0**2.0,
        "7.39": exp(2),
        "1.39": 2 * log(2),
        "0.693": log(2),
        "2.89": 2 / log(2),
        "6.64": log2(100),
        "1.4427": 1 / log(2),
    },
    "lm-choose-tokenizers": {
        "1.08": log2(20) / 4,
        "1.19": log2(12) / 3,
    },
    "lm-choose-pooled-perplexity": {
        "19.8": 2 / (1 / 10 + 1 / 1000),
        "505": (10 + 1000) / 2,
    },
    "lm-choose-prompt-mask": {
        "1.75": (0.5 + 3) / 2,
        "0.75": (90 * 0.5 + 10 * 3.0) / 100,
    },
    "lm-choose-masked-positions": {
        "12 %": 15 / 100 * 0.8,
        "13.5 %": 0.15 * 0.9,
        "1.5 %": 0.15 * 0.1,
    },
    "lm-choose-masked-against-causal": {
        "4.5": exp(1.5),
        "20.1": exp(3),
    },
    "pitfall-triplet-collapse": {
        "2.77": log(16),
    },
    "pitfall-triplet-collapse prompt": {
        "0.300": max(0, 0 - 0 + 0.3),
    },
    "pitfall-infonce-baseline": {
        "5.545": log(256),
        "0.693": log(2),
    },
    "pitfall-infonce-baseline prompt": {
        "5.55": log(256),
    },
    "pitfall-distillation-temperature": {
        "16": 4**2,
    },
    "pitfall-softmax-twice": {
        "1.461": -log(e / (e + 9)),
        "2.30": log(10),
        "0.31": log1p(1 / e),
        "5.91": log1p(999 / e),
    },
    "pitfall-softmax-twice prompt": {
        "1.46": log1p(9 / e),
    },
    "pitfall-sigmoid-twice": {
        "0.313": -log(sigmoid(1)),
        "0.693": log(2),
        "0.731": sigmoid(1),
        "0.69": log(2),
    },
    "pitfall-bce-saturated": {
        "2e-9": sigmoid(-20),
    },
    "pitfall-multilabel-softmax": {
        "1.386": log(4),
    },
    "pitfall-kl-div-input": {
        "−1.386": log(1 / 4),
        "0.25": 1 / 4,
        "−0.409": (log(1 / 4) - 1 / 4) / 4,
    },
    "pitfall-kl-div-input prompt": {
        "−1.636": log(1 / 4) - 1 / 4,
    },
    "pitfall-weighted-mean": {
        "0.693": (1 * log(2) + 9 * log(2)) / (1 + 9),
        "3.47": (log(2) + 9 * log(2)) / 2,
        "6.238": 9 * log(2),
        "6.93": (1 + 9) * log(2),
        "1.386": 2 * log(2),
    },
    "pitfall-gradient-accumulation": {
        "1.4": (10 * 5 + 90 * 1) / 100,
        "3.0": (5 + 1) / 2,
        "6.0": 5 + 1,
    },
    "pitfall-weight-or-pos-weight": {
        "0.693": log(2),
        "2.079": 3 * log(2),
        "1.040": (3 + 1 + 1 + 1) * log(2) / 4,
    },
    "pitfall-focal-batch-mean": {
        "0.509": (9 * 0.01 + 5) / 10,
        "0.081": (1 - exp(-0.509)) ** 2 * 0.509,
        "0.493": (9 * (1 - exp(-0.01)) ** 2 * 0.01 + (1 - exp(-5)) ** 2 * 5) / 10,
        "0.60": exp(-0.509),
    },
    "pitfall-label-smoothing": {
        "0.92": 1 - 0.1 + 0.1 / 5,
        "0.90": 1 - 0.1,
        "0.88": 1 - 0.1 - 0.1 / 5,
        "0.80": 1 - 2 * 0.1,
        "0.95": 1 - 0.1 + 0.1 / 2,
    },
    "pitfall-mape-bias": {
        "0.37": exp(-1),
    },
    "pitfall-mape-bias prompt": {
        "1.65": exp(0.5),
    },
    "pitfall-poisson-input": {
        "−0.296": 3 - 3 * log(3),
        "1.79": log(6),
    },
    "pitfall-poisson-input prompt": {
        "11.09": exp(3) - 3 * 3,
    },
    "pitfall-gaussian-variance": {
        "0.597": (log(2) + 1 / 2) / 2,
        "0.818": (log(4) + 1 / 4) / 2,
    },
    "pitfall-angles": {
        "122,500": 350**2,
        "350": 175 - -175,
    },
    "pitfall-broadcast": {
        "2.5": 2 * variance(1, 2, 3, 4),
    },
    "pitfall-argument-order": {
        "2.30": -log(0.1),
        "0.105": -log(0.9),
    },
    "precision-choose-exp": {
        "88": floor(log(3.4e38)),
        "4.8": log(65504) / log(10),
        "38.5": log(3.4e38) / log(10),
        "11": floor(log(65504)),
        "11.09": log(65504),
        "88.7": log(3.4e38),
    },
    "precision-choose-small-update": {
        "0.0039": 2.0 ** (-8),
        "0.999": 1 - 0.001,
        "−2.9": 1 - 1000 * 2.0 ** (-8),
    },
    "precision-choose-running-sum": {
        "12,288": 4096 * 3,
        "3.4e38": (2 - 2.0 ** (-7)) * 2.0**127,
        "65,504": (2 - 2.0 ** (-10)) * 2**15,
        "1,024": 2.0 ** ceil(log2(3 * 2**8)),
    },
    "precision-explain": {
        "11": 10 + 1,
        "65,504": (2 - 2.0 ** (-10)) * 2**15,
        "6e-8": 2.0 ** (-24),
    },
    "preferences-choose-tilted": {
        "0.62": sigmoid(0.5),
        "0.73": sigmoid(1),
        "0.88": 0.5 * exp(1 / 0.5) / (0.5 * exp(1 / 0.5) + 0.5),
        "0.881": sigmoid(2),
    },
    "preferences-choose-best-of": {
        "1.84": log(16) - 15 / 16,
        "15": 16 - 1,
        "2.77": log(16),
        "5.9": log(1000) - 0.999,
    },
    "probability-choose-concave": {
        "−0.69": log(1 / 3 / (2 / 3)),
        "−0.0049": -2 * sigmoid(-6) * (1 - sigmoid(-6)) ** 2,
    },
    "calibration-choose-ece": {
        "0.75": 75 / 100,
        "0.25": 25 / 100,
        "0.15": 0.75 * 0.1 + 0.25 * 0.3,
        "0.075": 0.75 * abs(0.9 - 0.8),
        "0.20": (0.1 + 0.3) / 2,
        "0.30": 0.9 - 0.6,
    },
    "calibration-choose-temperature": {
        "0.88": sigmoid(2),
        "0.73": sigmoid(2 / 2),
        "0.881": sigmoid(2),
        "0.731": sigmoid(1),
        "0.44": sigmoid(2) / 2,
        "0.98": sigmoid(2 * 2),
        "0.982": sigmoid(4),
    },
    "calibration-choose-base-rate": {
        "0.61": entropy(0.3, 0.7),
        "0.21": 0.3 * 0.7**2 + 0.7 * 0.3**2,
    },
    "decision-choose-threshold": {
        "0.98": 98 / (98 + 2),
        "0.02": 2 / (2 + 98),
    },
    "noise-choose-transition": {
        "0.50": 0.35 / (1 - 0.3),
        "0.30": 30 / 100,
        "0.46": 0.35 * 1.3,
        "1.3": 1 + 0.3,
        "0.455": 0.35 * 1.3,
        "0.05": 0.35 - 0.3,
    },
    "boosting-choose-logistic": {
        "0.75": 3 / 4,
        "0.50": -(3 * -0.5 + 0.5) / (4 * 0.25 + 1),
        "1.10": log(3),
    },
    "boosting-choose-absolute": {
        "0.98": (99 - 1) / 100,
        "98": 99 - 1,
        "−98": -99 + 1,
    },
    "retrieval-choose-sampled-softmax": {
        "6.9": log(1001),
        "13.8": log(1_000_000.0),
        "1,001": 1000 + 1,
        "6.91": log(1001),
        "13.82": log(1_000_000),
    },
    "curves-choose-accuracy-one": {
        "2.30": log(10),
        "0.69": log(2),
    },
    "curves-choose-accuracy-zero": {
        "2.30": log(10),
        "1.20": log(10) - log(3),
        "0.69": log(2),
    },
    "curves-choose-both-rise": {
        "16 %": 1 - 0.84,
        "0.74": -0.16 * log(0.01),
    },
    "curves-choose-below-training": {
        "0.15": (1 + 0.6) / 2 - 0.65,
        "0.35": 1 - 0.65,
        "0.05": 0.65 - 0.6,
    },
    "curves-choose-eight-samples prompt": {
        "2.303": log(10),
    },
    "pitfall-dice-batch": {
        "0.0003": 9 / (16000 + 16009),
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "choosing-multiclass": ["17", "18"],
    "pitfall-triplet-collapse": ["16"],
    "curves-choose-both-rise": ["0.99", "0.01"],
    "curves-choose-nan-when": ["16"],
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "lm-choose-masked-against-causal": {
        "15 %": "BERT (Devlin et al. 2019) scores 15 % of the positions",
    },
    "pitfall-angles": {
        "180": "half a turn, in degrees",
        "−180": "half a turn, in degrees",
    },
}
