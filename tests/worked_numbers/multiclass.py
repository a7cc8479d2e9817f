"""The numbers in the texts of questions/multiclass and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import ceil, e, exp, floor, log, log1p

from worked_numbers.steps import FLOAT32_MAX, steepest_focal

WORKED: dict[str, dict[str, float]] = {
    "categorical_cross_entropy card": {
        "2.3026": log(10),
        "0.2303": log(10) / 10,
        "1.4612": log(1 + 9 / e),
    },
    "categorical_cross_entropy implement": {
        "69.1": -log(1e-30),
    },
    "categorical_cross_entropy case": {
        "0.6931": log(2),
        "1.3863": log(4),
        "20.7": -log(1e-9),
        "11.5": -log(1e-5),
        "34.54": -log(1e-15),
        "46.05": -log(1e-20),
        "87.34": -log(2.0 ** (-126)),
        "690.8": -log(1e-300),
    },
    "categorical-cross-entropy-choose-uniform": {
        "2.303": log(10),
        "0.2303": log(10) / 10,
        "0.693": log(2),
    },
    "categorical-cross-entropy-choose-torch": {
        "1.46": log1p(9 / e),
        "1.4612": log(e + 9) - 1,
        "2.30": log(10),
        "0.31": log1p(1 / e),
        "0.55": log1p(2 / e),
        "5.9": log1p(999 / e),
    },
    "categorical-cross-entropy-choose-gradient": {
        "−0.999": 0.001 - 1,
        "−6.9": log(0.001),
        "6.9": log(1000),
    },
    "categorical-cross-entropy-compute-two": {
        "1.1513": (log(2) + log(5)) / 2,
        "0.3838": (log(2) + log(5)) / 6,
    },
    "categorical-cross-entropy-compute-zero": {
        "0.6931": log(2),
    },
    "categorical-cross-entropy-compute-gradient": {
        "−2.5": -1 / 0.2 / 2,
    },
    "categorical-cross-entropy-debug-mean": {
        "0.6931": log(2),
        "0.3466": log(2) / 2,
    },
    "categorical_focal card": {
        "1.8651": 0.9**2 * log(10),
        "0.1865": 0.9**2 * log(10) / 10,
    },
    "categorical_focal case": {
        "0.1733": 0.5**2 * log(2),
        "1.0397": 0.75 * log(4),
        "0.7798": 9 / 16 * log(4),
        "20.7": -log(1e-9),
        "34.54": -log(1e-15),
        "46.05": -log(1e-20),
        "87.34": -log(2.0 ** (-126)),
        "690.8": -log(1e-300),
    },
    "categorical-focal-choose-keras": {
        "0.75": 1 - 0.25,
    },
    "categorical-focal-compute-one": {
        "1.03": 0.8**2 * log(5),
        "0.64": (1 - 0.2) ** 2,
        "1.0300": 0.8**2 * log(5),
    },
    "categorical-focal-compute-two": {
        "1.2095": (log(2) / 2 + 0.9 * log(10)) / 2,
        "0.3466": 0.5 * 0.6931,
        "2.0723": 0.9 * log(10),
        "2.4189": log(2) / 2 + 0.9 * log(10),
    },
    "categorical-focal-compute-gradient": {
        "−5.6094": log(0.2) - 0.8 / 0.2,
    },
    "categorical-focal-debug-detached": {
        "−0.69": 2 * 0.5 * log(0.5),
    },
    "cross_entropy card": {
        "0.6931": log(2),
        "2.3026": log(10),
        "6.9078": log(1000),
        "0.5514": log(1 + 2 / exp(1)),
        "1.4612": log(1 + 9 / e),
        "3.6222": log1p(99 / e),
    },
    "cross_entropy implement": {
        "88": floor(log(FLOAT32_MAX)),
        "89": ceil(log(FLOAT32_MAX)),
    },
    "cross_entropy case": {
        "0.6931": log(2),
        "4e-18": exp(-40),
    },
    "cross-entropy-choose-stuck": {
        "0.5514": log(1 + 2 / e),
        "56": 0.56 / 0.01,
        "1.55": log(e + 2),
        "0.31": log1p(1 / e),
        "0.55": log1p(2 / e),
        "1.46": log1p(9 / e),
    },
    "cross-entropy-choose-shift": {
        "3.4e38": FLOAT32_MAX,
        "88.7": log(FLOAT32_MAX),
        "102": 100 + 2,
    },
    "cross-entropy-choose-first": {
        "10.82": log(50000),
        "0.69": log(2),
        "2.30": log(10),
        "6.91": log(1000),
    },
    "cross-entropy-choose-first prompt": {
        "10.8": log(50000),
    },
    "cross-entropy-compute-two": {
        "1.2425": (log(3) + log(4)) / 2,
        "1.3863": log(4),
    },
    "cross-entropy-compute-large": {
        "50.3466": (log(2) + 100) / 2,
        "100.6931": log(2) + 100,
    },
    "cross-entropy-compute-gradient": {
        "−0.375": (1 / 4 - 1) / 2,
        "0.125": 1 / 4 / 2,
    },
    "cross-entropy-debug-underflow": {
        "7e-46": 2.0 ** (-150),
        "104": ceil(-log(2.0 ** (-150))),
    },
    "cross-entropy-explain-gradient": {
        "104": -log(2.0 ** (-150)),
    },
    "cross_entropy_backward implement": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "cross_entropy_backward case": {
        "2e4": 2 * 1e4,
    },
    "cross-entropy-backward-compute-wrong-class": {
        "0.125": 1 / (2 + 1 + 1) / 2,
    },
    "cross-entropy-backward-compute-large": {
        "0.25": 1 / 2 / 2,
    },
    "cross_entropy_z card": {
        "10.8315": log(50000) + 0.0001 * log(50000) ** 2,
    },
    "cross_entropy_z implement": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "cross_entropy_z case": {
        "0.6931": log(2),
        "0.4805": log(2) ** 2,
    },
    "cross-entropy-z-choose-shift": {
        "0.125": 2.0 ** (4 - 7),
        "0.09": 1e-4 * 30**2,
        "0.003": 1e-4 * 30,
    },
    "cross-entropy-z-compute-two": {
        "1.7944": log(2) + 0.1 * (4 + log(2)) ** 2 / 2,
        "4.6931": 4 + log(2),
        "22.0256": (4 + log(2)) ** 2,
        "1.1013": 0.1 * (4 + log(2)) ** 2 / 2,
    },
    "cross-entropy-z-compute-two prompt": {
        "−0.6931": -log(2),
    },
    "cross-entropy-z-compute-gradient": {
        "1.5": 1 / 2 + 1,
        "0.5": 1 / 2 - 1 + 2 * 0.5 * 2 * 1 / 2,
    },
    "gce card": {
        "1.1435": (1 - 10 ** (-0.7)) / 0.7,
        "1.43": 1 / 0.7,
        "0.008": 1000**-0.7,
    },
    "gce case": {
        "0.25": 1 - 3 / 4,
        "0.6156": 0.5**0.7,
        "0.5492": (1 - 0.5**0.7) / 0.7,
        "0.2679": (1 - 0.75**0.5) / 0.5,
        "2e4": 2 * 1e4,
    },
    "gce-choose-noise": {
        "0.0398": 0.01**0.7,
        "25": 0.01 ** (-0.7),
    },
    "gce-choose-start": {
        "0.0079": 1000 ** (-0.7),
        "1.43": 1 / 0.7,
        "0.008": 1000**-0.7,
    },
    "gce-compute-half": {
        "0.634": (2 * (1 - 0.75**0.5) + 1) / 2,
        "0.2679": (1 - 0.75**0.5) / 0.5,
        "0.6340": (2 * (1 - 0.75**0.5) + 1) / 2,
        "0.8370": (log(4 / 3) + log(4)) / 2,
    },
    "gce-compute-bound": {
        "12.5": 50 / 4,
        "0.5": (0 + 0 + 0 + 1 / 0.5) / 4,
    },
    "gce-compute-gradient": {
        "−0.375": (1 / 4) ** 0.5 * (1 / 4 - 1),
    },
    "gce-debug-power": {
        "0.8660": 0.75**0.5,
        "0.2679": (1 - 0.75**0.5) / 0.5,
    },
    "label_smoothing_ce card": {
        "2.3026": log(10),
        "0.5003": -0.91 * log(0.91) - 0.09 * log(0.01),
    },
    "label_smoothing_ce case": {
        "0.5623": -0.75 * log(0.75) - 0.25 * log(0.25),
        "0.95": 1 - 0.1 + 0.1 / 2,
        "0.05": 0.1 / 2,
    },
    "label-smoothing-ce-choose-floor": {
        "0.50": -0.91 * log(0.91) - 0.09 * log(0.01),
        "0.91": 1 - 0.1 + 0.1 / 10,
        "0.0943": -log(0.91),
        "4.6052": -log(0.01),
        "0.5003": -0.91 * log(0.91) - 0.09 * log(0.01),
        "2.30": log(10),
        "1.01": -0.9001 * log(0.9001) - 0.0999 * log(0.0001),
        "0.01": 0.1 / 10,
        "0.09": 9 * 0.1 / 10,
    },
    "label-smoothing-ce-choose-gap": {
        "91": 0.91 / 0.01,
        "4.51": log(91),
        "0.91": 1 - 0.1 + 0.1 / 10,
        "81": 0.9 / (0.1 / 9),
        "4.39": log(81),
        "0.0111": 0.1 / 9,
        "2.197": log(9),
        "0.01": 0.1 / 10,
    },
    "label-smoothing-ce-compute-sure": {
        "0.95": 1 - 0.1 + 0.1 / 2,
        "0.05": 0.1 / 2,
        "5": 0.1 / 2 * 100,
    },
    "label-smoothing-ce-compute-two": {
        "0.837": (log(4 / 3) + log(4)) / 2,
        "0.5074": 0.8 * log(4 / 3) + 0.2 * log(4),
        "1.1666": 0.2 * log(4 / 3) + 0.8 * log(4),
        "0.8370": (log(4 / 3) + log(4)) / 2,
    },
    "label-smoothing-ce-compute-gradient": {
        "0.15": 0.75 - 0.6,
        "0.75": 3 / 4,
    },
    "label-smoothing-ce-debug-spread": {
        "0.95": 1 - 0.1 + 0.1 / 2,
        "0.05": 0.1 / 2,
    },
    "linear_ce card": {
        "11.76": log(128256),
        "1.05e9": 8192 * 128256,
        "3.9": 8192 * 128256 * 4 / 2**30,
    },
    "linear_ce implement": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "linear-ce-compute-two": {
        "0.41": (log1p(exp(-2)) + log(2)) / 2,
        "0.1269": log(exp(2) + 1) - 2,
        "0.6931": log(2),
        "0.4100": (log1p(exp(-2)) + log(2)) / 2,
    },
    "linear-ce-choose-memory": {
        "1.0": 8192 * 128256 / 2**30,
        "1.05e9": 8192 * 128256,
        "3.9": 8192 * 128256 * 4 / 2**30,
        "4.2e9": 4.0 * 8192 * 128256,
        "3.91": 8192 * 128256 * 4 / 2**30,
    },
    "linear-ce-explain-memory": {
        "3.9": 8192 * 128256 * 4 / 2**30,
    },
    "logit_adjusted_ce card": {
        "0.3251": -0.9 * log(0.9) - 0.1 * log(0.1),
    },
    "logit-adjusted-ce-compute-zero": {
        "3.5066": -(log(0.09) + log(0.01)) / 2,
        "2.4080": 4.6052 - 2.1972,
        "0.09": 9 / (90 + 9 + 1),
        "0.01": 1 / (90 + 9 + 1),
    },
    "logit-adjusted-ce-compute-tau": {
        "1.204": (log(10) - log(9) + log(10)) / 2,
        "0.1054": log(10) - log(9),
        "1.2040": (log(10) - log(9) + log(10)) / 2,
    },
    "masked_cross_entropy card": {
        "3.0445": log(21),
    },
    "masked_cross_entropy case": {
        "2e4": 2 * 1e4,
    },
    "masked-cross-entropy-compute-four": {
        "1.0397": (log(2) + log(4)) / 2,
        "2.0794": log(2) + log(4),
    },
    "masked-cross-entropy-compute-gradient": {
        "−0.125": (3 / 4 - 1) / 2,
    },
    "mixup_ce card": {
        "2.3026": log(10),
    },
    "mixup_ce case": {
        "0.2877": log(4 / 3),
        "1.3863": log(4),
    },
    "mixup-ce-choose-floor": {
        "0.45": 0.9 * 0.5,
    },
    "mixup-ce-choose-mixture": {
        "0.5447": -log(0.7 * 0.7 + 0.3 * 0.3),
        "0.3567": -log(0.7),
        "0.6931": -log(0.7 * 0.5 + 0.3 * 0.5),
    },
    "mixup-ce-compute-two": {
        "0.9743": (0.75 * log(4 / 3) + 0.25 * log(4) + log(4)) / 2,
        "0.25": 1 - 0.75,
        "0.5623": 0.75 * log(4 / 3) + 0.25 * log(4),
    },
    "mixup-ce-compute-gradient": {
        "0.75": 3 / 4,
        "0.25": (3 / 4 - 0.25) / 2,
    },
    "mixup-ce-debug-same": {
        "0.25": 1 - 0.75,
    },
    "multi_margin case": {
        "1.5": 2 - 0.5,
        "4.5": 2.5 - 1 + 3,
        "2e4": 2 * 1e4,
    },
    "multi-margin-choose-libraries": {
        "1.5": 0.5 + 0.2 + 0.8,
        "1.125": 3 * 0.375,
        "2.5": 0.5 + 0.2 + 0.8 + 1.0,
    },
    "multi-margin-choose-libraries prompt": {
        "0.375": (0.5 + 0.2 + 0.8) / 4,
    },
    "multi-margin-compute-three": {
        "0.6667": (0.5 / 3 + 3.5 / 3) / 2,
        "0.1667": 0.5 / 3,
        "1.5": 1 + 0.5,
        "3.5": 2 + 1.5,
        "1.1667": 3.5 / 3,
    },
    "multi-margin-compute-chance": {
        "1.6": 4 * 2 / 5,
    },
    "multiclass_focal card": {
        "1.13": steepest_focal(),
        "1.8651": 0.9**2 * log(10),
    },
    "multiclass_focal case": {
        "0.1733": 1 / 4 * log(2),
        "1.0397": 3 / 4 * log(4),
        "0.018": log(4 / 3) / 16,
        "0.7798": 9 / 16 * log(4),
        "2e4": 2 * 1e4,
    },
    "multiclass-focal-choose-easy": {
        "29 %": 9 * -log(0.9) / (9 * -log(0.9) + log(10)),
        "0.1054": -log(0.9),
        "94.8": 900 * -log(0.9),
        "2.3026": log(10),
        "230.3": 100 * log(10),
        "0.81": 0.9**2,
        "325.1": -900 * log(0.9) - 100 * log(0.1),
        "0.948": -9 * log(0.9),
        "187.5": -9 * log(0.9) - 81 * log(0.1),
        "22": log(0.1) / log(0.9),
        "15 %": 9 * log(0.9) / (9 * log(0.9) + log(0.1)) / 2,
        "81": 0.9**2 / 0.1**2,
        "1.23": 1 / 0.9**2,
        "0.01": 0.1**2,
    },
    "multiclass-focal-compute-two": {
        "0.3989": (log(4 / 3) + 9 * log(4)) / 32,
        "0.0180": log(4 / 3) / 16,
        "0.7798": 9 / 16 * log(4),
    },
    "multiclass-focal-compute-chance": {
        "1.0397": 0.75 * log(4),
    },
    "multiclass-focal-compute-gradient": {
        "−0.4233": -(0.5 + 0.5 * log(2)) * 0.5,
        "0.8466": 1 / 2 + 1 / 2 * 0.6931,
        "−0.25": 1 / 2 * -(1 / 2),
    },
    "multiclass-focal-debug-detached": {
        "0.6931": log(2),
        "−0.298": -(0.25 + 0.5 * log(2)) * 0.5,
        "−0.125": -(0.5**2) * 0.5,
    },
    "nll card": {
        "2.3026": log(10),
    },
    "nll case": {
        "0.2877": log(4 / 3),
        "0.6931": log(2),
        "9e-27": exp(-60),
    },
    "nll-compute-three": {
        "0.5667": (0.2 + 0.1 + 1.4) / 3,
        "1.7": 0.2 + 0.1 + 1.4,
    },
    "nll-compute-gradient": {
        "−0.25": -1 / 4,
    },
    "poly1 card": {
        "3.2026": log(10) + 0.9,
    },
    "poly1 case": {
        "1.1931": log(2) + 0.5,
        "2.8863": log(4) + 1.5,
        "0.5377": log(4 / 3) + 0.25,
        "2.1363": log(4) + 0.75,
    },
    "poly1-compute-two": {
        "1.837": (log(4 / 3) + 0.5 + log(4) + 1.5) / 2,
        "0.7877": log(4 / 3) + 2 / 4,
        "2.8863": log(4) + 1.5,
        "1.8370": (log(4 / 3) + 0.5 + log(4) + 1.5) / 2,
    },
    "poly1-compute-chance": {
        "0.6363": log(4) - 0.75,
    },
    "poly1-compute-gradient": {
        "−0.625": -(1 + 2 * 3 / 4) * (1 - 3 / 4),
    },
    "poly1-debug-batch": {
        "16": 4 * 4,
        "0.567": 1 - (3 / 16) ** 0.5,
    },
    "soft_target_ce card": {
        "2.3026": log(10),
        "0.6931": log(2),
    },
    "soft_target_ce case": {
        "0.2877": log(4 / 3),
        "1.3863": log(4),
        "0.837": (log(4 / 3) + log(4)) / 2,
        "0.5623": -0.75 * log(0.75) - 0.25 * log(0.25),
        "0.6931": log(2),
        "41": 40 + 1,
    },
    "soft-target-ce-choose-least": {
        "0.6931": log(2),
    },
    "soft-target-ce-choose-multi-hot": {
        "1.386": 2 * log(2),
        "0.693": log(2),
    },
    "soft-target-ce-compute-two": {
        "0.9299": (0.2 * log(4 / 3) + 0.8 * log(4) + log(2)) / 2,
        "1.1666": 0.2 * 0.2877 + 0.8 * 1.3863,
    },
    "soft-target-ce-compute-mixup": {
        "15": 0.3 * 50,
    },
    "soft-target-ce-compute-gradient": {
        "0.275": (3 / 4 - 0.2) / 2,
        "0.75": 3 / 4,
        "0.55": 0.75 - 0.2,
    },
    "soft-target-ce-debug-entropy": {
        "0.6931": log(2),
    },
    "symmetric_ce card": {
        "3.8303": 0.1 * log(10) + 4 * 0.9,
        "−9.21": log(0.0001),
    },
    "symmetric_ce implement": {
        "−9.21": log(0.0001),
    },
    "symmetric_ce case": {
        "2.0693": 0.1 * log(2) + 2,
        "2.8863": log(4) + 0.5 * 4 * 0.75,
        "1.2877": log(4 / 3) + 4 / 4,
        "4.3863": log(4) + 4 * 3 / 4,
    },
    "symmetric-ce-choose-harm": {
        "24": 20 + 4,
        "2.4": 0.1 * (20 + 4),
    },
    "symmetric-ce-compute-two": {
        "2.837": (log(4 / 3) + 1 + log(4) + 3) / 2,
        "1.2877": log(4 / 3) + 4 / 4,
        "4.3863": log(4) + 4 * 3 / 4,
        "2.8370": (log(4 / 3) + 1 + log(4) + 3) / 2,
    },
    "symmetric-ce-compute-chance": {
        "1.4431": 0.5 * log(4) + 0.75,
        "0.6931": 0.5 * 1.3863,
        "0.75": 0.25 * 4 * (3 / 4),
    },
    "symmetric-ce-compute-gradient": {
        "−1.125": (1 + 2 * (1 / 4)) * -(3 / 4),
    },
    "symmetric-ce-debug-clip": {
        "−9.21": log(0.0001),
        "9.21": -log(0.0001),
        "2.3": -log(0.0001) / 4,
        "0.0183": exp(-4),
    },
    "weighted_cross_entropy card": {
        "2.3026": log(10),
    },
    "weighted_cross_entropy case": {
        "0.2877": log(4 / 3),
        "1.3863": log(4),
        "1.1116": (log(4 / 3) + 3 * log(4)) / 4,
    },
    "weighted-cross-entropy-compute-three": {
        "1.1666": (2 * log(4 / 3) + 8 * log(4)) / 10,
        "0.5754": 2 * log(4 / 3),
        "11.0904": 8 * log(4),
        "3.8886": (2 * log(4 / 3) + 8 * log(4)) / 3,
    },
    "weighted-cross-entropy-compute-equal": {
        "41": 1 + 40,
        "1.3863": (1 * log(4) + 40 * log(4)) / (1 + 40),
    },
    "weighted-cross-entropy-compute-gradient": {
        "−0.25": 2 * -0.25 / 2,
        "−0.1": 2 * (3 / 4 - 1) / (2 + 3),
    },
    "linear-ce-compute-gradient": {
        "−1": (1 / 2 - 1) * 2,
    },
    "logit-adjusted-ce-compute-gradient": {
        "−0.8": 1 / (4 + 1) - 1,
    },
    "multi-margin-compute-gradient": {
        "−0.5": -2 / 4,
    },
    "nll-compute-sure": {
        "100": (9 * 0 + 1000) / 10,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "label_smoothing_ce card": ["0.999"],
    "linear_ce card": ["8,192"],
    "linear_ce case": ["17", "16"],
    "linear-ce-debug-blocks": ["16", "17"],
    "linear-ce-explain-memory": ["8,192"],
    "mixup-ce-debug-same": ["0.75"],
    "categorical_cross_entropy card": ["0.001"],
    "nll-choose-negative": ["0.01"],
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "categorical_focal card": {
        "0.25": "the default alpha of keras.losses.CategoricalFocalCrossentropy",
    },
    "linear_ce card": {
        "128,256": "the vocabulary of Llama 3: vocab_size of its config.json",
    },
    "linear-ce-explain-memory": {
        "128,256": "the vocabulary of Llama 3: vocab_size of its config.json",
    },
    "masked_cross_entropy implement": {
        "255": "the label of what does not count in Pascal VOC and Cityscapes",
    },
    "masked_cross_entropy card": {
        "21": "Pascal VOC: 20 classes and the background",
        "255": "the label of what does not count in Pascal VOC and Cityscapes",
    },
    "multiclass_focal card": {
        "0.25": "torchvision.ops.sigmoid_focal_loss, default alpha",
    },
}
