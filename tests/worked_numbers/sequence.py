"""The numbers in the texts of questions/sequence and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import comb, log

WORKED: dict[str, dict[str, float]] = {
    "ctc card": {
        "55": comb(11, 2),
        "12.087": 10 * log(5) - log(55),
    },
    "ctc case": {
        "1,200": 3 * 400,
    },
    "ctc-compute-one-id": {
        "0.2877": -log(3 / 4),
    },
    "ctc-compute-doubled": {
        "1.0397": 3 * log(2) / 2,
        "2.0794": -log(1 / 8),
    },
    "ctc-choose-infinite": {
        "11": 2 * 5 + 1,
    },
}
