"""The numbers in the texts of questions/moe and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import exp, floor, log, log10

from worked_numbers.steps import balance

WORKED: dict[str, dict[str, float]] = {
    "load_balancing card": {
        "0.25": 2 / 8,
    },
    "load_balancing case": {
        "0.25": (0.2 + 0.3) / 2,
    },
    "load-balancing-choose-value": {
        "0.75": 1 - 1 / 4,
    },
    "load-balancing-choose-bound": {
        "0.93": balance([0.9, 0.1], [0.9 * 0.51, 0.9 * 0.49 + 0.1]),
        "0.459": 0.9 * 0.51,
        "0.541": 0.9 * 0.49 + 0.1,
        "0.4131": 0.9 * 0.9 * 0.51,
        "0.0541": 0.1 * (0.9 * 0.49 + 0.1),
        "0.9344": 2 * (0.4131 + 0.0541),
        "1.64": balance([0.9, 0.1], [0.9, 0.1]),
        "0.47": balance([0.9, 0.1], [0.9 * 0.51, 0.9 * 0.49 + 0.1]) / 2,
    },
    "load-balancing-compute-two": {
        "2.6": balance([1, 0.5, 0.5, 0], [0.4, 0.25, 0.25, 0.1]),
        "0.25": (0.2 + 0.3) / 2,
        "0.125": 0.5 * 0.25,
        "0.65": 0.4 + 0.125 + 0.125,
    },
    "load-balancing-compute-gradient": {
        "−0.48": 4 * -0.12,
        "−0.12": -0.4 * 0.3,
    },
    "router_z card": {
        "4.3241": log(8) ** 2,
    },
    "router-z-choose-balance": {
        "12": floor(-log10(3 * exp(-30))),
        "1.92": log(4) ** 2,
        "1.9218": log(4) ** 2,
        "675": (0 + 3 * 30**2) / 4,
    },
    "router-z-compute-two": {
        "0.9609": log(4) ** 2 / 2,
        "1.9218": log(4) ** 2,
    },
    "router-z-compute-gradient": {
        "3.6931": 3 + log(2),
    },
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "load_balancing card": {
        "0.001": "transformers, MixtralConfig, router_aux_loss_coef",
    },
    "router_z card": {
        "0.001": "Zoph et al. 2022, ST-MoE, section 3.1",
    },
}
