"""The numbers in the texts of questions/preference and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import ceil, e, exp, floor, log, log1p, sqrt

from worked_numbers.steps import FLOAT32_MAX, sigmoid, softplus

WORKED: dict[str, dict[str, float]] = {
    "bradley_terry card": {
        "0.6931": log(2),
        "0.69": log(2),
    },
    "bradley_terry implement": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "bradley-terry-choose-odds": {
        "2.2": 1.2 + 1.0,
        "0.9002": sigmoid(2.2),
        "77": 100 * sigmoid(1.2),
        "0.7685": sigmoid(1.2),
        "55": 100 * sigmoid(1.2 - 1.0),
        "0.5498": sigmoid(0.2),
        "1.1": log(3),
        "4.6": log(99),
    },
    "bradley-terry-compute-two": {
        "0.4904": 0.9808 / 2,
        "1.3863": log(4),
        "0.2877": 1.3863 - 1.0986,
        "0.9808": log(2) + log(4 / 3),
    },
    "bradley-terry-compute-large": {
        "35": (0 + 120 + 0 + 20) / 4,
        "120": 500 - 380,
        "140": 120 + 20,
        "−120": 380 - 500,
    },
    "bradley-terry-compute-gradient": {
        "−0.375": -3 / 4 / 2,
        "−0.125": -(1 / 4) / 2,
    },
    "bradley-terry-debug-apart": {
        "0.1269": softplus(-2),
        "3.0553": softplus(-5) + softplus(3),
    },
    "dpo card": {
        "0.6931": log(2),
        "−89": -ceil(log(FLOAT32_MAX)),
    },
    "dpo case": {
        "−120": 0.1 * (-900 + 300 - (-300 + 900)),
    },
    "dpo-choose-both-fall": {
        "0.24": softplus(-1.3),
        "18": 40 - 22,
        "13": -5 + 18,
        "1.3": 0.1 * (-5 + 18),
        "0.2410": log(1 + exp(-1.3)),
        "0.97": softplus(0.5),
        "0.69": log(2),
        "0.20": softplus(-1.5),
        "1.5": 0.1 * (-25 + 40),
        "0.2014": log(1 + exp(-1.5)),
    },
    "dpo-choose-beta": {
        "22.0": log(9) / 0.1,
        "4.4": log(9) / 0.5,
    },
    "dpo-compute-pair prompt": {
        "0.1269": log(1 + exp(-2)),
        "2.1269": log(1 + exp(2)),
    },
    "dpo-compute-long": {
        "20.3466": (log(2) + log1p(exp(0.1 * 400))) / 2,
        "40.6931": log(2) + 0.1 * (300 + 100),
    },
    "dpo-compute-gradient": {
        "−0.375": -0.5 * sigmoid(log(3)),
        "−1.0986": -(-11.0986 + 12.1972),
        "1.0986": log(3),
        "−0.125": -0.5 / 4,
    },
    "dpo-choose-mean-logps": {
        "0.13": log(1 + exp(-2)),
        "0.69": log1p(exp(-0.01)),
        "0.1269": log(1 + exp(-2)),
        "0.6882": log(1 + exp(-0.01)),
        "25.4": 200 * 0.1269,
        "0.01": 0.1 * 0.1,
    },
    "grpo case": {
        "5.57": (1 - 1 / 32) / sqrt(1 / 32 * 31 / 32),
    },
    "grpo-choose-spread": {
        "1.73": 0.75 / sqrt(3 / 16),
        "16": 4 * 4,
        "0.4330": sqrt(3 / 16),
        "0.75": 1 - 1 / 4,
        "1.7321": 0.75 / 0.433,
        "0.50": 0.25 / 0.5,
        "1.50": 0.75 / 0.5,
        "0.87": (1 - 1 / 2) / sqrt(1 / 3),
        "0.5774": 0.25 / sqrt(3 / 16),
    },
    "grpo-compute-gradient": {
        "0.1443": 0.5774 / 4,
        "0.4330": sqrt(3) / 4,
        "−0.25": 0 - 1 / 4,
        "−0.5774": -0.25 / 0.433,
        "0.5774": 0.25 / sqrt(3 / 16),
    },
    "grpo_clip case": {
        "1.2": 1 + 0.2,
    },
    "grpo-clip-choose-penalty": {
        "−0.76": 0.04 * (1 - 20.09),
        "20.09": exp(3),
        "0.76": -(0.04 * (1 - exp(3))),
        "−0.64": -(0.04 * (exp(3) - 4)),
        "0.64": 0.04 * (exp(3) - 4),
    },
    "grpo-clip-compute-two": {
        "−0.45": (-2 + 1.1) / 2,
        "−1.2": -1 * (1 + 0.2),
        "1.1": (1 + 1.5 + 0.8) / 3,
    },
    "grpo-clip-compute-gradient": {
        "−0.75": -1.5 / 2,
        "−1.5": -1 - 0.5,
    },
    "grpo-clip-debug-mean": {
        "0.25": (-2 + 3) / 4,
    },
    "ipo card": {
        "25": 1 / (4 * 0.1**2),
    },
    "ipo case": {
        "25": 1 / (4 * 0.1**2),
    },
    "ipo-choose-first-gradient": {
        "36": 25 / log(2),
        "25": 1 / (4 * 0.1**2),
        "0.6931": log(2),
        "36.07": 25 / 0.6931,
        "−0.05": -0.1 / 2,
    },
    "ipo-compute-start": {
        "6.25": 2.5**2,
        "2.5": 1 / 0.4,
    },
    "ipo-debug-brackets": {
        "0.0025": (1 / 2 * 0.1) ** 2,
        "25": 1 / (4 * 0.1**2),
        "0.05": 1 / 2 * 0.1,
    },
    "kto case": {
        "12": 20 - 8,
    },
    "kto-choose-saturation": {
        "0.0998": 0.1 * sigmoid(6),
        "0.0025": sigmoid(-6),
        "0.9975": sigmoid(6),
        "0.00025": 0.1 * sigmoid(-6) * sigmoid(6),
        "0.09975": 0.1 * sigmoid(6),
        "0.0002": 0.1 * sigmoid(-6) * sigmoid(6),
    },
    "kto-choose-kl": {
        "0.38": 1 - sigmoid(0.5),
        "0.3775": 1 - sigmoid(0.5),
        "0.62": 1 - sigmoid(-0.5),
        "0.6225": 1 - sigmoid(-0.5),
    },
    "kto-compute-three": {
        "0.2689": 1 - 0.7311,
        "0.5": (1 - sigmoid(1) + 1 - sigmoid(-1)) / 2,
    },
    "kto-compute-three prompt": {
        "0.7311": sigmoid(1),
    },
    "orpo card": {
        "0.0693": 0.1 * log(2),
    },
    "orpo-choose-odds": {
        "2.25": log(exp(-0.1) / (1 - exp(-0.1))),
        "0.9048": exp(-0.1),
        "0.0952": 1 - exp(-0.1),
        "2.3522": -log(1 - exp(-0.1)),
        "2.2522": -0.1 + 2.3522,
        "−2.35": log(1 - exp(-0.1)),
        "9.5": exp(-0.1) / (1 - exp(-0.1)),
        "9.51": exp(-0.1) / (1 - exp(-0.1)),
        "−2.45": -0.1 + log(1 - exp(-0.1)),
    },
    "orpo-choose-odds prompt": {
        "0.905": exp(-0.1),
    },
    "orpo-compute-pair": {
        "0.9808": log(2) + log(4 / 3),
    },
    "orpo-compute-gradient": {
        "−1.5": -1 - sigmoid(-log(3)) / (1 - 0.5),
    },
    "orpo-debug-odds": {
        "0.4055": log(1 + 1 / 2),
        "0.2877": log(1 + 1 / 3),
    },
    "ppo_clip card": {
        "88": floor(log(FLOAT32_MAX)),
    },
    "ppo_clip case": {
        "1.2": 1 + 0.2,
    },
    "ppo-clip-choose-min": {
        "−1.2": -1 * (1 + 0.2),
        "1.2": 1 + 0.2,
    },
    "ppo-clip-choose-four-cases": {
        "1.2": 1 + 0.2,
    },
    "ppo-clip-compute-three": {
        "−0.0333": -(2.4 - 0.8 - 1.5) / 3,
        "2.4": min(3, 2.4),
        "−1.2": -1 * (1 + 0.2),
        "0.0333": 0.1 / 3,
    },
    "ppo-clip-debug-min": {
        "1.2": 1 + 0.2,
    },
    "simpo card": {
        "1.3133": softplus(1),
        "0.3133": softplus(-1),
    },
    "simpo case": {
        "−376": 5 * (-400 / 4 + 100 / 4) - 1,
    },
    "simpo-choose-length": {
        "−1.5": -30 / 20,
    },
    "simpo-choose-gamma": {
        "1.3133": log(1 + e),
        "0.3133": softplus(-1),
        "0.0486": softplus(-3),
    },
    "simpo-compute-two": {
        "1.0032": 2.0064 / 2,
        "2.0064": log(2) + log1p(e),
    },
    "simpo-compute-two prompt": {
        "1.3133": log(1 + e),
    },
    "simpo-debug-margin": {
        "1.3133": softplus(1),
        "2.1269": softplus(2),
    },
    "ipo-choose-target": {
        "0.05": 1 / 2 * 0.1,
    },
    "simpo-compute-gradient": {
        "−0.05": -2 * 0.5 / 20,
    },
    "dpo-compute-pair": {
        "0.1269": softplus(-0.5 * (2 - -2)),
    },
    "grpo-compute-four": {
        "0.5": -(-1 * 1 + 2 * 1 + 3 * 1 - 6 * 1) / 4,
    },
    "ipo-compute-pairs": {
        "5": ((5 - 2) ** 2 + (1 - 2) ** 2) / 2,
    },
    "kto-compute-gradient": {
        "0.2": 0.8 * sigmoid(0) * sigmoid(0),
    },
    "ppo-clip-compute-gradient": {
        "1.5": -1.5 * -1,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "bradley_terry case": ["120"],
    "dpo-compute-gradient": ["−13.0986", "−11.0986", "12.1972"],
    "ppo-clip-debug-min": ["1.5"],
    "orpo implement": ["−0.01"],
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "grpo card": {
        "64": "DeepSeekMath (Shao et al. 2024), section 4.2",
    },
    "ppo_clip card": {
        "0.01": "ray.rllib, PPOConfig, kl_target",
    },
    "simpo card": {
        "0.25": "the settings of the SimPO authors' code, gamma_beta_ratio",
    },
}
