"""The numbers in the texts of questions/generative and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import e, exp, log

from worked_numbers.steps import one_kl, sigmoid, softplus

WORKED: dict[str, dict[str, float]] = {
    "elbo card": {
        "543.4": 784 * log(2),
    },
    "elbo-choose-collapse": {
        "784": 28 * 28,
        "0.69": log(2),
    },
    "elbo-choose-units": {
        "0.18": 100 / log(2) / 784,
        "0.184": 100 / log(2) / 784,
    },
    "elbo-choose-gap": {
        "25": -80 + 15 - -90,
        "−95": -80 - 15,
    },
    "elbo-compute-one": {
        "4.4617": 2 * log(2) + 2 * log(4 / 3) + 2.5,
        "1.3863": 2 * log(2),
        "0.5754": 2 * log(4 / 3),
        "1.9617": 1.3863 + 0.5754,
        "2.5": 1 / 2 * 1 + 1 / 2 * 4,
    },
    "elbo-compute-beta": {
        "50.3069": (82 + 18.6137) / 2,
        "82": 80 + 4 * 1 / 2,
        "4.6534": one_kl(3, 2),
        "18.6137": 4 * one_kl(3, 2),
    },
    "flow_matching case": {
        "3e4": 20000.0 + 1e4,
    },
    "flow-matching-compute-value": {
        "2.5": 10 / 4,
    },
    "gan-hinge-choose-chance": {
        "1.3863": 2 * log(2),
    },
    "gan-hinge-compute-batches": {
        "1.3333": 2.5 / 3 + 0.5,
        "2.5": 0 + 0.5 + 2,
        "0.8333": 2.5 / 3,
    },
    "gan_non_saturating card": {
        "1.3863": 2 * log(2),
        "0.6931": log(2),
        "1.0064": softplus(-1) + softplus(0),
    },
    "gan-non-saturating-choose-slope": {
        "148": sigmoid(5) / sigmoid(-5),
        "−0.9933": -sigmoid(5),
        "−0.0067": -sigmoid(-5),
        "148.4": exp(5),
    },
    "gan-non-saturating-choose-joined": {
        "128": 64 + 64,
    },
    "gan-non-saturating-compute-three": {
        "1.1247": 0.83699 + 0.28768,
        "1.0986": log(3),
        "0.8370": (log(4 / 3) + log(4)) / 2,
    },
    "gan-non-saturating-compute-sure": {
        "35": (0 + 30) / 2 + (0 + 60 + 0) / 3,
        "15": (0 + 30) / 2,
    },
    "gaussian_kl case": {
        "2e17": exp(40),
    },
    "gaussian-kl-choose-direction": {
        "47.2": 0.5 * (100 - 1 + log(0.01)),
        "4.605": -log(0.01),
        "2.30": -log(0.1),
    },
    "gaussian-kl-choose-direction prompt": {
        "1.81": one_kl(0, 0.01),
    },
    "gaussian-kl-compute-row": {
        "1.6534": 3.3069 / 2,
        "0.8069": one_kl(0, 4),
        "1.3069": 1 / 2 + (4 - 1 - log(4)) / 2,
        "3.3069": 1 / 2 + (4 - 1 - log(4)) / 2 + 2,
    },
    "gaussian-kl-compute-narrow": {
        "54": (9 + exp(-100) - 1 + 100) / 2,
    },
    "gaussian-kl-compute-gradient": {
        "0.75": (4 - 1) / 2 / 2,
        "1.5": (4 - 1) / 2,
    },
    "gaussian-kl-debug-std": {
        "2.1945": one_kl(0, e**2),
        "0.3591": one_kl(0, e),
    },
    "min_snr card": {
        "25": 5**2,
    },
    "min_snr case": {
        "5e-20": 5 / 1e20,
        "2e4": 2 * 1e4,
    },
    "min-snr-compute-value": {
        "2.25": (2.5 + 2) / 2,
        "2.5": 5 / 2,
    },
    "min-snr-compute-gradient": {
        "0.75": 3 / 4,
    },
    "v_prediction case": {
        "1.2": 0.6 * 2,
    },
    "v-prediction-compute-gradient": {
        "1.1": 0.6 * 0.5 - 0.8 * -1,
        "−0.1": 2 * (1 - (0.6 * 0.5 + 0.8 * 1)) / 2,
    },
    "vq card": {
        "2.5": (1 + 0.25) * (1 + 1),
    },
    "vq case": {
        "2e4": 2 * 1e4,
    },
    "vq-choose-wrong-term": {
        "1.25": 1 + 0.25,
    },
    "vq-compute-value": {
        "3.125": 2.5 + 0.25 * 2.5,
        "2.5": (1 + 4) / 2,
    },
    "vq-compute-gradient": {
        "−2.5": 1.25 * 2 * (2 - 4) / 2,
        "−0.5": 0.25 * 2 * (2 - 4) / 2,
    },
    "vq-debug-term": {
        "0.25": 0.25 / 1,
    },
    "min-snr-choose-steps": {
        "0.05": 5 / 100,
    },
    "min-snr-debug-sample": {
        "0.01": min(0.01, 5),
    },
    "flow-matching-compute-gradient": {
        "1": 2 * (2 - (1 - 1)) / 4,
    },
    "gan-hinge-compute-one-wrong": {
        "2": (1 + 7) / 4 + 0,
    },
    "v-prediction-compute-value": {
        "0.5": ((1 - (0.8 * 2 - 0.6 * 1)) ** 2 + (0 - (0.6 * 1 - 0.8 * 2)) ** 2) / 2,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "gaussian_kl case": ["13"],
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "elbo card": {
        "784": "an image of MNIST has 28 × 28 pixels",
    },
    "elbo-debug-mixed": {
        "784": "an image of MNIST has 28 × 28 pixels",
    },
    "min-snr-explain-weight": {
        "3.4": "Hang et al. 2023, Efficient Diffusion Training via Min-SNR Weighting Strategy, abstract",
    },
}
