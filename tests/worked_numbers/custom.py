"""The numbers in the texts of questions/custom and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import exp, log

WORKED: dict[str, dict[str, float]] = {
    "uncertainty_weighting case": {
        "0.6931": log(2),
        "22,026": exp(10),
    },
    "uncertainty-weighting-choose-settled": {
        "2,500": 1 / 0.01 / (1 / 25),
        "12.5": 25 / 2,
        "0.04": 1 / 25,
        "0.005": 0.01 / 2,
    },
    "uncertainty-weighting-compute-two": {
        "2.1931": 2 / 2 + log(2) + 0.5,
    },
    "uncertainty-weighting-compute-best": {
        "2.3863": 4 / 4 + 1.3863,
    },
    "uncertainty-weighting-compute-slope": {
        "−4": 1 - 5,
    },
}
