"""The numbers in the texts of questions/multilabel and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import exp, log

from worked_numbers.steps import asymmetric_negative, asymmetric_slope, sigmoid

WORKED: dict[str, dict[str, float]] = {
    "asymmetric card": {
        "2.44": 0.95**4 * log(20),
        "0.6931": log(2),
        "0.0245": asymmetric_negative(0.5),
    },
    "asymmetric case": {
        "0.2877": -log(3 / 4),
        "1.2040": -log(0.3),
        "0.2891": 0.7**4 * 1.204,
        "0.018": 1 / (1 + exp(4)),
        "0.0026": sigmoid(-6) + 0.0001,
        "5.9": -((1 - sigmoid(-6) - 0.0001) ** 4) * log(sigmoid(-6) + 0.0001),
        "2.44": 0.95**4 * log(20),
    },
    "asymmetric-choose-silence": {
        "0.0513": -log(0.95),
        "3.2e-7": -(0.05**4) * log(0.95),
        "0.000025": -79 * 0.05**4 * log(0.95),
        "0.83": -79 * 0.1 * log(0.9),
        "0.0245": asymmetric_negative(0.5),
        "0.00003": -79 * 0.05**4 * log(0.95),
    },
    "asymmetric-choose-sure": {
        "0.35": asymmetric_slope(0.7),
        "2.44": 0.95**4 * log(20),
        "0.003": asymmetric_slope(0.9999),
    },
    "asymmetric-compute-half": {
        "0.5659": (log(2) + 0.75**4 * log(4)) / 2,
        "0.25": 0.2 + 0.05,
        "0.4386": 0.75**4 * log(4),
        "1.1318": log(2) + 0.75**4 * log(4),
    },
    "asymmetric-compute-half prompt": {
        "0.3164": 0.75**4,
    },
    "asymmetric-compute-free": {
        "0.036": log(4 / 3) / 4 / 2,
        "0.0719": log(4 / 3) / 4,
        "1.032": 1 - 0.018 + 0.05,
        "0.0360": log(4 / 3) / 4 / 2,
    },
    "asymmetric-compute-free prompt": {
        "1.0986": log(3),
    },
    "asymmetric-compute-slope": {
        "−0.1164": -0.25 * (0.25 - 0.75 * log(0.75)),
        "−0.0625": -0.25 * 0.25,
    },
    "asymmetric-compute-slope prompt": {
        "−0.2877": log(3 / 4),
    },
    "asymmetric-debug-weight": {
        "0.81": 0.95**4,
        "0.95": 1 - 0.05,
        "0.05": 0.1 - 0.05,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "asymmetric-choose-sure prompt": ["0.9999"],
}
