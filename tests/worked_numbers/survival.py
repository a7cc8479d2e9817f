"""The numbers in the texts of questions/survival and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import e, factorial, log

WORKED: dict[str, dict[str, float]] = {
    "cox_ph card": {
        "1.5104": log(factorial(10)) / 10,
    },
    "cox-ph-choose-batch": {
        "43 %": 0.9**8,
    },
    "cox-ph-compute-three": {
        "0.3466": log(2) / 2,
    },
    "cox-ph-compute-gradient": {
        "0.125": 1 / 4 / 2,
    },
    "cox-ph-debug-reversed": {
        "0.6566": (log(1 + e) - 0 + 0) / 2,
        "0.1566": (log(1 + e) - 1) / 2,
    },
}
