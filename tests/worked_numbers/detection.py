"""The numbers in the texts of questions/detection and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import atan, pi

from worked_numbers.steps import V

WORKED: dict[str, dict[str, float]] = {
    "ciou-choose-ratio": {
        "0.75": 1 - 1 / 4,
    },
    "ciou-choose-alpha": {
        "0.17": 0.2 / (1 + 0.2),
        "0.1667": 0.2 / (1 - 0 + 0.2),
        "1.0": 0.2 / (1 - 0.8),
    },
    "ciou-compute-cross": {
        "0.7004": 2 / 3 + V**2 / (2 / 3 + V),
        "12": 8 + 8 - 4,
        "0.6667": 1 - 1 / 3,
        "0.1678": 0.4053 * 0.6435**2,
        "0.2011": V / (2 / 3 + V),
        "0.0337": 0.1678 * 0.2011,
    },
    "ciou-compute-cross prompt": {
        "0.6435": atan(2) - atan(0.5),
        "0.4053": 4 / pi**2,
    },
    "ciou-compute-squares": {
        "1.4444": 1 + 32 / 72,
        "32": 4**2 + 4**2,
        "72": 6**2 + 6**2,
        "0.4444": 32 / 72,
    },
    "diou case": {
        "18": 3**2 + 3**2,
        "17": 4**2 + 1**2,
    },
    "diou-choose-inside": {
        "16": 4 * 4,
        "32": 4**2 + 4**2,
        "0.75": 1 - 4 / 16,
        "0.8125": 1 - 4 / 16 + 2 / 32,
    },
    "diou-compute-pair": {
        "0.9683": 1 - 1 / 7 + 2 / 18,
        "0.8571": 1 - 1 / 7,
        "18": 3**2 + 3**2,
        "0.1111": 2 / 18,
    },
    "diou-compute-apart": {
        "1.4444": 1 + 32 / 72,
        "32": 4**2 + 4**2,
        "72": 6**2 + 6**2,
        "0.4444": 32 / 72,
    },
    "giou card": {
        "1.5": 1 + 2 / 4,
    },
    "giou-choose-inside": {
        "0.25": 1 / 4,
    },
    "giou-compute-pair": {
        "1.0794": 1 - 1 / 7 + 2 / 9,
        "0.8571": 1 - 1 / 7,
        "0.2222": 2 / 9,
    },
    "giou-compute-apart": {
        "1.25": (1 + 2 / 4 + (1 + 0 / 4)) / 2,
        "1.5": 1 + 2 / 4,
    },
    "iou_loss card": {
        "0.6667": 1 - 1 / 3,
    },
    "iou-loss-choose-scale": {
        "0.18": 1 - 90 / 110,
        "110": 11 * 10,
        "0.1818": 1 - 90 / 110,
        "9,900": 99 * 100,
        "10,100": 101 * 100,
        "0.0198": 1 - 9900 / 10100,
        "0.10": 1 * 10 / (10 * 10),
        "0.02": 1 - 9900 / 10100,
        "0.01": 1 * 100 / 100**2,
    },
    "iou-loss-compute-two": {
        "0.6786": (6 / 7 + 0.5) / 2,
        "0.8571": 1 - 1 / 7,
    },
    "iou-loss-compute-corner": {
        "1": 1 - 0 / (2 * 2 + 2 * 3),
    },
}
