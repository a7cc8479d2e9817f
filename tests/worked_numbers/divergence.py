"""The numbers in the texts of questions/divergence and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import log

WORKED: dict[str, dict[str, float]] = {
    "js_div card": {
        "0.6931": log(2),
    },
    "js_div case": {
        "0.2158": (log(4 / 3) + (log(2 / 3) + log(2)) / 2) / 2,
        "0.5623": -0.75 * log(0.75) - 0.25 * log(0.25),
        "0.1308": log(2) + 0.75 * log(0.75) + 0.25 * log(0.25),
    },
    "js-div-choose-scipy": {
        "0.8326": log(2) ** 0.5,
        "1.4427": 1 / log(2),
        "0.6931": log(2),
    },
    "js-div-compute-half": {
        "0.2158": (log(4 / 3) + (log(2 / 3) + log(2)) / 2) / 2,
        "0.1438": (log(2 / 3) + log(2)) / 2,
    },
    "js-div-compute-rows": {
        "0.3466": log(2) / 2,
    },
    "js-div-debug-average": {
        "−0.6931": log(1 / 2),
    },
    "kl_div card": {
        "2.3026": log(10),
    },
    "kl-div-compute-row": {
        "0.1438": (log(2 / 3) + log(2)) / 2,
        "1.5": 1 / 2 / (3 / 4) * (9 / 4),
        "0.3466": log(2) / 2,
        "0.2027": log(1.5) / 2,
    },
    "kl-div-compute-batch": {
        "1.0397": 2.0794 / 2,
        "1.3863": log(4),
        "0.6931": log(2),
        "2.0794": log(2) + log(4),
        "0.2599": (log(4) + log(2)) / 8,
    },
    "kl-div-compute-gradient": {
        "−0.375": -0.75 / 2,
    },
    "kl-div-debug-entropy": {
        "0.6931": log(2),
    },
    "kl_div case": {
        "0.01": 1e-6 * 1e4,
    },
}
