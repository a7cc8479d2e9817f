"""The numbers in the texts of questions/ranking and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import exp, factorial, floor, log

from worked_numbers.steps import FLOAT32_MAX, sigmoid

WORKED: dict[str, dict[str, float]] = {
    "listmle card": {
        "15.1044": log(factorial(10)),
    },
    "listmle implement": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "listmle case": {
        "1.5": (2 + 1) / 2,
        "2.5": (3 + 2) / 2,
        "2e4": 2 * 1e4,
    },
    "listmle-compute-three": {
        "1.0986": log(2) + log(1.5),
    },
    "listmle-debug-leave": {
        "3.2958": 3 * log(3),
        "1.7918": log(6),
    },
    "listnet card": {
        "2.3026": log(10),
    },
    "listnet case": {
        "0.2877": log(4 / 3),
        "1.3863": log(4),
        "0.837": (0.2877 + 1.3863) / 2,
        "0.731": sigmoid(1),
        "0.269": sigmoid(-1),
        "0.5822": -sigmoid(1) * log(sigmoid(1)) - sigmoid(-1) * log(sigmoid(-1)),
    },
    "listnet-choose-perfect": {
        "0.665": exp(2) / (exp(2) + exp(1) + 1),
        "0.245": exp(1) / (exp(2) + exp(1) + 1),
        "0.090": 1 / (exp(2) + exp(1) + 1),
    },
    "listnet-choose-padding": {
        "95": 100 - 5,
        "54.6": exp(4),
    },
    "listnet-compute-equal": {
        "0.7651": ((log(4 / 3) + log(4)) / 2 + log(2)) / 2,
        "0.8370": (0.2877 + 1.3863) / 2,
    },
    "listnet-compute-equal prompt": {
        "1.0986": log(3),
    },
    "listnet-compute-match": {
        "0.5623": 3 / 4 * 0.2877 + 1 / 4 * 1.3863,
    },
    "listnet-debug-grades": {
        "0.731": sigmoid(1),
        "0.269": sigmoid(-1),
    },
    "margin_ranking case": {
        "2e4": 2 * 1e4,
        "20,001": 20000.0 + 1,
    },
    "margin-ranking-compute-three": {
        "1.5": 1 + 0.5,
        "1.8": 0 + 1.5 + 0.3,
        "0.6": (0 + 1.5 + 0.3) / 3,
    },
    "ranknet card": {
        "0.6931": log(2),
    },
    "ranknet case": {
        "0.2877": log(4 / 3),
        "2e4": 2 * 1e4,
    },
    "ranknet-choose-pairs": {
        "16": 2 * 8,
    },
    "ranknet-choose-pooled": {
        "0.998": (0.1 + 400) / 401,
        "0.55": (0.1 + 1.0) / 2,
        "401": 1 + 400,
        "0.965": (2 * 0.1 + 50) / 52,
        "52": 2 + 50,
    },
    "ranknet-compute-tie": {
        "0.4904": (log(4 / 3) + log(2)) / 2,
        "0.9808": log(2) + log(4 / 3),
    },
    "ranknet-compute-lists": {
        "0.837": (2 * log(4 / 3) + 2 * log(4)) / 4,
        "0.5754": 2 * log(4 / 3),
        "2.7726": 2 * log(4),
        "0.8370": (2 * log(4 / 3) + 2 * log(4)) / 4,
    },
    "ranknet-compute-gradient": {
        "−0.625": -(3 / (3 + 1) + 1 / 2) / 2,
        "−1.25": -3 / 4 - 1 / 2,
    },
    "ranknet-debug-ties": {
        "0.6931": log(2),
        "0.4621": 2 * log(2) / 3,
    },
    "listmle-compute-equal": {
        "3.1781": log(factorial(4)),
    },
    "margin-ranking-compute-equal": {
        "0.3": 4 * (0 + 0.3) / 4,
    },
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "ranknet card": {
        "0.01": "xgboost, src/objective/lambdarank_obj.h, LambdaGrad",
    },
}
