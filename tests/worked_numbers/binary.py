"""The numbers in the texts of questions/binary and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import ceil, e, exp, expm1, floor, log, log1p

from worked_numbers.steps import FLOAT32_MAX, entropy, focal, focal_optimum, sigmoid, softplus, steepest_focal

WORKED: dict[str, dict[str, float]] = {
    "bce card": {
        "0.6931": log(2),
        "0.6109": entropy(0.3, 0.7),
        "0.50": (-log(sigmoid(1)) + log(2)) / 2,
        "0.73": sigmoid(1),
        "16.1": -log(1e-7),
        "36.0": -log(2.0 ** (-52)),
    },
    "bce implement": {
        "69.08": -log(1e-30),
        "0.73": sigmoid(1),
        "1.44": 1 / log(2),
    },
    "bce case": {
        "0.6931": log(2),
        "0.75": 1 - 0.25,
        "0.2877": -log(0.75),
        "1.3863": log(4),
        "46.05": -log(1e-20),
        "87.34": -log(2.0 ** (-126)),
        "69.08": -log(1e-30),
        "92.1": -log(1e-40),
        "115.1": -log(1e-50),
        "−5e7": -1 / 1e-8 / 2,
    },
    "bce-choose-saturated": {
        "2e-9": sigmoid(-20),
        "6e-8": 2.0 ** (-24),
        "16.1": -log(1e-7),
        "3e-8": 2.0 ** (-25),
        "17": -log(2.0 ** (-25)),
    },
    "bce-choose-constant": {
        "0.61": entropy(0.3, 0.7),
        "0.3612": -0.3 * log(0.3),
        "0.2497": -0.7 * log(0.7),
        "0.611": entropy(0.3, 0.7),
        "0.69": log(2),
        "0.693": log(2),
        "0.21": 0.3 * 0.7,
    },
    "bce-compute-two": {
        "1.0397": 2.0794 / 2,
        "2.0794": log(2) + log(4),
    },
    "bce-compute-floor": {
        "25.3466": (100 + 2 * log(2)) / 4,
    },
    "bce-compute-gradient": {
        "0.625": 1 / (1 - 0.2) / 2,
        "1.25": 1 / (1 - 0.2),
    },
    "bce-debug-sigmoid": {
        "0.731": sigmoid(1),
        "0.3133": -log(sigmoid(1)),
        "0.6931": log(2),
    },
    "bce-debug-sigmoid prompt": {
        "0.5032": (-log(sigmoid(1)) + log(2)) / 2,
    },
    "bce_with_logits card": {
        "0.6931": log(2),
        "0.3251": entropy(0.1, 0.9),
        "0.50": (log1p(exp(-1)) + log(2)) / 2,
        "0.3133": log1p(exp(-1)),
        "0.73": sigmoid(1),
    },
    "bce_with_logits implement": {
        "88": floor(log(FLOAT32_MAX)),
        "89": ceil(log(FLOAT32_MAX)),
    },
    "bce_with_logits case": {
        "0.1269": log(1 + exp(-2)),
        "1.3133": log(1 + e),
        "2.1269": log(1 + exp(2)),
    },
    "bce-with-logits-choose-double-sigmoid": {
        "0.50": (log1p(exp(-1)) + log(2)) / 2,
        "0.3133": log1p(exp(-1)),
        "0.6931": log(2),
        "0.731": sigmoid(1),
    },
    "bce-with-logits-choose-gradient": {
        "6e-6": sigmoid(-12),
        "12.000006": log1p(exp(12)),
        "−6e-6": -sigmoid(-12),
        "−163,000": round(-1 / sigmoid(-12), -3),
    },
    "bce-with-logits-compute-two": {
        "1.1269": (log1p(exp(-2)) + log1p(exp(2))) / 2,
        "2.1269": 2 + 0.1269,
    },
    "bce-with-logits-compute-two prompt": {
        "0.1269": log(1 + exp(-2)),
    },
    "bce-with-logits-compute-gradient": {
        "−0.25": (1 / 4 - 1) / 3,
    },
    "bce-with-logits-debug-signs": {
        "0.6931": log(2),
    },
    "bce-with-logits-explain-fused": {
        "17": -log(2.0 ** (-25)),
        "6e-8": 2.0 ** (-24),
    },
    "bce_with_logits_backward card": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "bce-with-logits-backward-choose-value": {
        "−0.125": (3 / 4 - 1) / 2,
        "−0.375": (1 / 4 - 1) / 2,
        "−0.25": 3 / 4 - 1,
        "−0.75": 1 / 4 - 1,
        "0.125": (1 - 3 / 4) / 2,
        "0.375": (1 - 1 / 4) / 2,
        "−0.023": -0.125 * 3 / 16,
        "−0.070": -0.375 * 3 / 16,
        "16": 4 * 4,
    },
    "bce-with-logits-backward-choose-mse": {
        "−0.9975": sigmoid(-6) - 1,
        "−0.4988": (sigmoid(-6) - 1) / 2,
    },
    "focal card": {
        "0.69": focal_optimum(0.9),
        "0.85": focal_optimum(0.99),
        "1.13": steepest_focal(),
        "0.1733": log(2) / 4,
        "0.0866": log(2) / 4 * (0.25 + 0.75) / 2,
        "0.75": 1 - 0.25,
    },
    "focal case": {
        "0.1192": 1 - 1 / (1 + exp(-2)),
        "0.1269": -log(1 / (1 + exp(-2))),
        "2.1269": -log(1 - 1 / (1 + exp(-2))),
        "1.65": 0.8808**2 * 2.1269,
        "0.018": (1 / 4) ** 2 * log(4 / 3),
        "0.8808": sigmoid(2),
    },
    "focal-choose-fade": {
        "81": 0.81 / 0.01,
        "0.81": (1 - 0.1) ** 2,
        "22": log(0.1) / log(0.9),
        "21.9": log(0.1) / log(0.9),
        "46": 1000 * log(0.9) / log(0.1),
        "0.105": -log(0.9),
        "2.3": -log(0.1),
        "0.00105": -0.01 * log(0.9),
        "1.87": -0.81 * log(0.1),
        "0.01": 0.1**2,
    },
    "focal-choose-torchvision": {
        "0.75": 1 - 0.25,
    },
    "focal-compute-one": {
        "0.7798": 0.75 * 0.75 * log(4),
        "0.5625": (1 - 1 / 4) ** 2,
    },
    "focal-compute-two": {
        "0.5558": (log(4 / 3) / 4 + 3 / 4 * log(4)) / 2,
        "0.25": (1 - 3 / 4) ** 1,
        "0.0719": log(4 / 3) / 4,
        "0.75": (1 - 1 / 4) ** 1,
        "1.0397": 0.75 * 1.3863,
        "1.1116": log(4 / 3) / 4 + 3 / 4 * log(4),
        "0.837": (log(4 / 3) + log(4)) / 2,
        "0.475": -(log(4 / 3) + log(4)) / 2 * expm1(-(log(4 / 3) + log(4)) / 2),
    },
    "focal-compute-gradient": {
        "0.8224": 3 / 4 * 1.0966,
        "1.0966": 0.25 * log(4) + 0.75,
        "0.5625": 3 / 4 * (3 / 4),
    },
    "focal-debug-mean": {
        "0.509": (9 * 0.01 + 5) / 10,
        "0.16": expm1(-0.509) ** 2,
        "0.081": expm1(-0.509) ** 2 * 0.509,
        "0.493": (9 * (1 - exp(-0.01)) ** 2 * 0.01 + (1 - exp(-5)) ** 2 * 5) / 10,
    },
    "focal-debug-negatives": {
        "0.99": 1 - 0.01,
        "0.98": 0.99**2,
        "0.0001": 0.01**2,
    },
    "focal_alpha card": {
        "1.13": steepest_focal(),
        "0.0433": focal(0.5, 0.25, 2),
        "0.1300": focal(0.5, 0.75, 2),
    },
    "focal_alpha case": {
        "0.0045": 0.25 * (1 / 4) ** 2 * log(4 / 3),
        "0.75": 1 - 0.25,
        "2.1269": -log(1 - 1 / (1 + exp(-2))),
        "1.24": 0.75 * 0.8808**2 * 2.1269,
        "0.1192": 1 - 1 / (1 + exp(-2)),
        "0.1269": -log(1 / (1 + exp(-2))),
        "7,500": 0.75 * 1e4,
        "2,500": 0.25 * 1e4,
        "0.8808": sigmoid(2),
    },
    "focal-alpha-choose-both": {
        "0.75": 1 - 0.25,
    },
    "focal-alpha-compute-negative": {
        "0.5848": 0.75 * (3 / 4) ** 2 * log(4),
        "0.75": 1 - 0.25,
        "0.5625": (3 / 4) ** 2,
    },
    "focal-alpha-compute-batch": {
        "0.3989": 0.7978 / 2,
        "0.0180": 0.25 * log(4 / 3) / 4,
        "0.75": 1 - 0.25,
        "0.7798": 0.75 * (3 / 4) * 1.3863,
        "0.7978": 0.25 * log(4 / 3) / 4 + 0.75 * 3 / 4 * log(4),
    },
    "focal-alpha-compute-slope": {
        "−0.0291": 0.25 / 4 * (0.75 * log(0.75) - 0.25),
        "0.0625": 0.25 * (1 - 3 / 4),
        "−0.4658": 0.75 * log(0.75) - 0.25,
        "−0.0156": -0.25 / 4 / 4,
    },
    "focal-alpha-compute-slope prompt": {
        "−0.2877": log(3 / 4),
    },
    "focal-alpha-debug-weighted": {
        "0.56": 0.1**0.25,
        "0.19": (1 - 0.1**0.25) ** 2,
        "0.81": (1 - 0.1) ** 2,
    },
    "hinge case": {
        "0.75": 1 - 0.25,
        "2.5": 1 + 1.5,
    },
    "hinge-choose-labels": {
        "0.70": 0.7 * 1 + 0.3 * 0,
    },
    "hinge-compute-four": {
        "1.5": 1 + 0.5,
        "0.5": (0.5 + 0 + 0 + 1.5) / 4,
    },
    "hinge-compute-gradient": {
        "0.25": 1 / 4,
    },
    "soft_margin card": {
        "0.6931": log(2),
        "89": ceil(log(FLOAT32_MAX)),
    },
    "soft_margin case": {
        "0.1269": log(1 + exp(-2)),
        "2.1269": log1p(exp(2)),
    },
    "soft-margin-choose-gradient": {
        "0.99995": sigmoid(10),
        "0.000045": sigmoid(-10),
        "−22,026": -exp(10),
        "−0.00005": -sigmoid(-10),
    },
    "soft-margin-compute-two": {
        "0.837": (log(4 / 3) + log(4)) / 2,
        "1.674": 1.3863 + 0.2877,
        "0.8370": 1.674 / 2,
    },
    "soft-margin-compute-slope": {
        "0.375": 3 / 4 / 2,
    },
    "soft-margin-debug-overflow": {
        "89": ceil(log(FLOAT32_MAX)),
        "−89": -ceil(log(FLOAT32_MAX)),
    },
    "squared_hinge card": {
        "121": (1 - -10) ** 2,
        "11": 1 - -10,
    },
    "squared_hinge case": {
        "0.25": 0.5**2,
    },
    "squared-hinge-choose-probability": {
        "−1.6": -2 * 0.8,
        "1.39": log(0.8 / 0.2),
    },
    "squared-hinge-choose-outlier": {
        "91 %": 100 / 110,
        "110": 100 + 10,
        "0.01": (1 - 0.9) ** 2,
    },
    "squared-hinge-compute-batch": {
        "1.4167": (0.5**2 + 2**2) / 3,
        "0.25": 0.5**2,
        "4.25": 0.25 + 4 + 0,
    },
    "squared-hinge-compute-negatives": {
        "2.02": (2**2 + 0.2**2) / 2,
        "0.04": 0.2**2,
    },
    "squared-hinge-compute-slope": {
        "1.5": 1 + 0.5,
    },
    "weighted_bce card": {
        "1.2477": log(2) * (1 + 8 * 0.1),
    },
    "weighted_bce case": {
        "0.863": 3 * log(4 / 3),
    },
    "weighted-bce-choose-recalibrate": {
        "5.6 %": 0.5 / 9,
    },
    "weighted-bce-compute-two": {
        "0.9808": 1.9617 / 2,
        "0.5754": 2 * 0.2877,
        "1.9617": 2 * log(4 / 3) + log(4),
    },
    "weighted-bce-compute-columns": {
        "1.7329": 10 * log(2) / 4,
    },
    "focal-alpha-choose-gamma": {
        "0.0001": (1 - 0.99) ** 2,
    },
    "soft-margin-choose-separable": {
        "0.00005": sigmoid(-10),
    },
    "bce-with-logits-compute-extreme": {
        "20": (50 + 30) / 4,
    },
    "bce-with-logits-backward-compute-element": {
        "0.2": 4 / (1 + 4) / 4,
    },
    "bce-with-logits-backward-compute-sure": {
        "−0.5": (0 - 1) / 2,
    },
    "hinge-compute-mean": {
        "1": (0 + 0 + 3) / 3,
    },
    "soft-margin-compute-wrong": {
        "50": (softplus(100) + softplus(-100)) / 2,
    },
    "weighted-bce-compute-slope": {
        "−0.5": -4 * (1 - 3 / 4) / 2,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "bce implement": ["0.99"],
    "bce-debug-half": ["0.99"],
    "bce_with_logits_backward card": ["1.0"],
    "focal card": ["0.99", "0.25"],
    "focal-alpha-choose-gamma": ["0.99"],
    "focal-alpha-debug-weighted": ["0.25"],
    "hinge card": ["51 %", "99 %", "0.70"],
    "hinge-choose-vs-logistic": ["51 %", "99 %"],
    "focal-debug-mean": ["0.01"],
    "focal-debug-negatives": ["0.01"],
}
