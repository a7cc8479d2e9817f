"""The numbers in the texts of questions/rl and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import e, exp, log

from worked_numbers.steps import largest_of_normals

WORKED: dict[str, dict[str, float]] = {
    "double_dqn case": {
        "1.5": 0.5 + 0.5 * 2,
        "0.25": 0.5**2,
        "−1.5": 1 - (0.5 + 2),
    },
    "double-dqn-choose-noise": {
        "1.54": largest_of_normals(10),
        "0.77": largest_of_normals(10) / 2,
    },
    "double-dqn-compute-two": {
        "1.3125": (0.125 + 2.5) / 2,
        "1.5": 0.5 + 0.5 * 2,
        "0.125": 0.5**2 / 2,
        "2.5": 3 - 0.5,
    },
    "double-dqn-compute-gradient": {
        "2.5": 0.5 + 2,
        "−1.5": 1 - 2.5,
        "−0.5": max(-1, 1 - (0.5 + 2)) / 2,
    },
    "kl-k3-choose-small": {
        "0.00517": exp(0.1) - 1.1,
        "4.5": 3**2 / 2,
        "16.09": exp(3) - 4,
        "0.005": 0.1**2 / 2,
    },
    "kl-k3-compute-two": {
        "0.25": (1 / 2 + log(2) - 1 + (2 - log(2) - 1)) / 2,
        "0.1931": 1 / 2 + 0.6931 - 1,
        "0.3069": 2 - 0.6931 - 1,
    },
    "kl-k3-compute-gradient": {
        "0.75": 1 - 1 / 4,
        "−3": 1 - 4,
    },
    "kl-k3-debug-direction": {
        "0.3679": exp(-1) + 1 - 1,
        "0.7183": e - 2,
    },
    "kl-k3-choose-two-samples": {
        "0.1612": (log(2) ** 2 / 2 + log(1.5) ** 2 / 2) / 2,
        "0.6931": log(2),
        "0.4055": log(1.5),
        "0.2402": log(2) ** 2 / 2,
        "0.0822": log(1.5) ** 2 / 2,
    },
    "kl-k3-choose-two-samples prompt": {
        "0.1438": (log(2) - log(1.5)) / 2,
    },
    "reinforce card": {
        "−0.0139": -0.01 * log(4),
    },
    "reinforce implement": {
        "−18": log(1e-8),
    },
    "reinforce case": {
        "−2e4": -2 * 1e4,
    },
    "reinforce-compute-one": {
        "−1.7329": -1.3863 - 0.3466,
        "−1.3863": -(2 * log(2)),
        "0.3466": 0.5 * log(2),
    },
    "value_clip case": {
        "1.2": 1 + 0.2,
    },
    "value-clip-choose-scale": {
        "49.8": 300 - 250.2,
        "−49": -(300 - 251),
        "49": 300 - 251,
        "250.2": 250 + 0.2,
    },
    "value-clip-compute-two": {
        "0.7225": 1 / 2 * (0.64 + 2.25) / 2,
        "0.25": 0.5**2,
        "1.2": 1 + 0.2,
        "0.64": 0.8**2,
        "2.25": 1.5**2,
        "1.44": 1.2**2,
    },
    "value-clip-compute-gradient": {
        "−0.75": -1.5 / 2,
    },
    "reinforce-compute-gradient": {
        "1": -2 * (0 - 1 / 2),
    },
}
