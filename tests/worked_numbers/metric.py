"""The numbers in the texts of questions/metric and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import acos, asin, ceil, cos, degrees, exp, log, log1p, pi, sin

from worked_numbers.steps import BEYOND

WORKED: dict[str, dict[str, float]] = {
    "arcface card": {
        "14.38": 30 * sin(0.5),
        "9.21": log(9999),
        "23.59": 30 * sin(0.5) + log(9999),
        "28.6": degrees(0.5),
        "199": degrees(28.6 - 4 * 2 * pi),
    },
    "arcface case": {
        "1.6": 2 * 0.8,
        "−0.96": -0.8 * 0.6 - 0.6 * 0.8,
        "143": degrees(acos(-0.8)),
        "194": 100 * (0.96 - cos(acos(-0.96) + 0.5)),
        "0.02": asin(0.0199987),
    },
    "arcface-choose-beyond": {
        "151.4": degrees(pi - 0.5),
        "193.6": 165 + degrees(0.5),
    },
    "arcface-choose-angle": {
        "0.48": cos(pi / 3) - cos(pi / 3 + 0.5),
        "0.12": 1 - cos(0.5),
        "0.122": 1 - cos(0.5),
        "88.6": 60 + degrees(0.5),
        "0.024": cos(pi / 3 + 0.5),
        "0.476": cos(pi / 3) - cos(pi / 3 + 0.5),
        "0.495": 2 * sin(0.25),
        "0.06": (1 - cos(0.5)) / 2,
    },
    "arcface-choose-angle prompt": {
        "28.6": degrees(0.5),
    },
    "arcface-compute-beyond": {
        "0.6931": log(2),
        "196": degrees(BEYOND),
        "−0.96": cos(BEYOND),
        "25": 5**2,
        "0.1839": log(1 + exp(10 * (-0.96 + 0.8))),
    },
    "arcface-debug-gradient": {
        "1.25": sin(acos(0.6) + acos(0.8)) / sin(acos(0.6)),
    },
    "batch_hard_triplet case": {
        "3.6056": (3**2 + 2**2) ** 0.5,
        "3.5": 4.5 - 1,
        "1.5": 4.5 - 3,
        "2.5": 3 - 1.5 + 1,
        "2e4": 2 * 1e4,
    },
    "batch-hard-triplet-choose-noise": {
        "31": 8 * 4 - 1,
    },
    "batch-hard-triplet-compute-line": {
        "1.3": 1 - 0.2 + 0.5,
        "1.6": 0.3 + 1.3,
        "0.8": (1 - 1.2 + 0.5 + 1 - 0.2 + 0.5) / 2,
    },
    "clip card": {
        "10.3972": log(32768),
        "14.3": 1 / 0.07,
    },
    "clip-choose-devices": {
        "511": 512 - 1,
        "4,095": 8 * 512 - 1,
        "6.238": log(512),
        "8.318": log(4096),
    },
    "clip-choose-scale": {
        "32,767": 32768 - 1,
        "8.397": log(1 + 32767 * exp(-2)),
        "14.3": 1 / 0.07,
        "0.0002": exp(1) / (exp(1) + 32767 * exp(-1)),
    },
    "clip-compute-one-sided": {
        "0.91": (log1p(exp(-2)) + log1p(exp(2)) + 2 * log(2)) / 4,
        "1.1269": (log(1 + exp(-2)) + log(1 + exp(2))) / 2,
        "0.9100": (log1p(exp(-2)) + log1p(exp(2)) + 2 * log(2)) / 4,
    },
    "clip-compute-one-sided prompt": {
        "0.1269": log(1 + exp(-2)),
        "2.1269": log(1 + exp(2)),
    },
    "clip-compute-scale": {
        "−0.25": -1 / (1 + 3),
    },
    "clip-debug-direction": {
        "0.6931": log(2),
        "0.7532": (log(2) + (log(1 + exp(-1)) + log(1 + exp(1))) / 2) / 2,
    },
    "contrastive card": {
        "0.25": 0.5 * 0.5,
    },
    "contrastive case": {
        "2e4": 2 * 1e4,
    },
    "contrastive-compute-batch": {
        "9.6667": (25 + 4 + 0) / 3,
        "25": 3**2 + 4**2,
        "29": 25 + 4,
    },
    "contrastive-compute-coincide": {
        "4.5": 9 / 2,
    },
    "contrastive-compute-gradient": {
        "−1.2": -2 * (7 - 5) * 0.6 / 2,
        "−2.4": -2 * (7 - 5) * 0.6,
    },
    "contrastive-debug-hinge": {
        "0.25": (1 - 1 / 2) ** 2,
        "0.5625": (1 - 0.25) ** 2,
    },
    "contrastive_hadsell card": {
        "0.25": 1 / 2 * 1**2 * 0.5,
        "0.125": 1 / 2 * 1**2 * 0.5 * (1 - 0.5),
        "40.5": 9**2 / 2,
        "4.5": 3**2 / 2,
    },
    "contrastive-hadsell-compute-batch": {
        "2.125": (2 + 2 + 0 + 4.5) / 4,
        "4.5": 1 / 2 * 3**2,
        "8.5": 2 + 2 + 0 + 4.5,
    },
    "contrastive-hadsell-compute-labels": {
        "0.625": 1.25 / 2,
        "0.125": 1 / 2 * 0.5**2,
        "2.25": (2 - 0.5) ** 2,
        "1.125": 1 / 2 * 2.25,
        "1.25": 0.125 + 1.125,
    },
    "contrastive-hadsell-compute-gradient": {
        "−0.75": -(2 - 0.5) / 2,
        "−1.5": -(2 - 0.5),
        "0.25": 0.5 / 2,
    },
    "cosface card": {
        "10.5": 30 * 0.35,
        "9.21": log(9999),
        "19.71": 30 * 0.35 + log(9999),
    },
    "cosface case": {
        "1.6": 2 * 0.8,
        "−1.6": 2 * -0.8,
        "227": 100 * (0.96 + 0.96 + 0.35),
        "−1.9": -1 - 0.9,
    },
    "cosface-choose-scale": {
        "6.9": log(999),
        "999": 0.999 / (1 - 0.999),
        "16.1": 9999 / 10000 * log(9999 * 999),
        "16.115": 9999 / 10000 * log(9999 * 999),
        "9.21": log(9999),
        "6.91": log(999),
        "0.0003": 1 / (1 + 9999 * exp(-10000 / 9999)),
    },
    "cosface-compute-two": {
        "0.7113": (log(4) + log(28 / 27)) / 2,
        "1.2": 0.6 + 0.6,
    },
    "cosface-compute-two prompt": {
        "2.7465": log(3) / 0.4,
    },
    "cosface-compute-centre": {
        "0.48": -5 * -0.096,
        "0.128": (1 - 0.6 * 0.6) / 5,
        "−0.096": (0 - 0.6 * 0.8) / 5,
        "−0.64": -5 * 0.128,
    },
    "cosface-debug-scaled": {
        "10.5": 30 * 0.35,
        "0.012": 0.35 / 30,
    },
    "cosine-embedding-compute-three": {
        "0.2667": (0.4 + 0.4 + 0) / 3,
    },
    "cosine-embedding-compute-opposite": {
        "1.25": 5 / 4,
    },
    "hinge-embedding-compute-four": {
        "3.2": 0.2 + 2 + 1 + 0,
        "0.8": (0.2 + 2 + 1 + 0) / 4,
    },
    "hinge-embedding-compute-collapse": {
        "1.2": 3 * 2 / 5,
    },
    "info_nce card": {
        "5.5452": log(256),
    },
    "info_nce case": {
        "72": 0.36 / 0.005,
    },
    "info-nce-choose-stuck prompt": {
        "6.931": log(1024),
    },
    "info-nce-choose-temperature": {
        "1,097": exp(7),
        "2.01": exp(0.7),
    },
    "info-nce-choose-bound": {
        "5.545": log(256),
        "−4.455": log(256) - 10,
        "4.455": -(log(256) - 10),
    },
    "info-nce-compute-two prompt": {
        "1.3133": log(1 + exp(1)),
    },
    "info-nce-compute-lengths": {
        "1.3863": log(4),
        "16": 4 * 4,
    },
    "info-nce-compute-gradient": {
        "0.1099": 0.1 * log(9) / 2,
        "−0.2197": -0.1 * log(9),
        "0.2197": 0.1 * log(9),
    },
    "negative_sampling card": {
        "4.1589": (1 + 5) * log(2),
        "17": ceil(log(2.0**24)),
    },
    "negative_sampling case": {
        "2e-9": log1p(exp(-20)),
    },
    "negative-sampling-choose-chance": {
        "−1.61": log(1 / 5),
        "1.61": -log(1 / 5),
    },
    "negative-sampling-compute-one": {
        "3.348": 2 * log(4 / 3) + 2 * log(4),
        "3.3480": 2 * log(4 / 3) + 2 * log(4),
        "1.3078": log(4 / 3) + (2 * log(4) + log(4 / 3)) / 3,
    },
    "negative-sampling-compute-gradient": {
        "0.25": -1 / 4 * 1 + 3 / 4 * 1 + 1 / 4 * -1,
    },
    "negative-sampling-debug-order": {
        "5.0067": log1p(exp(5)),
        "0.0067": log1p(exp(-5)),
        "5.0134": log1p(exp(5)) + log1p(exp(-5)),
        "0.6931": log(2),
        "0.9933": 1 / (1 + exp(-5)),
    },
    "siglip card": {
        "709.78": 1024 * log(2),
    },
    "siglip case": {
        "120": 100 + 20,
    },
    "siglip-choose-bias": {
        "709.78": 1024 * log(2),
        "10.05": log(1 + exp(10)) + 1023 * log(1 + exp(-10)),
    },
    "siglip-compute-bias": {
        "0.25": (2 * -0.25 + 2 * 0.5) / 2,
    },
    "siglip-compute-pairs": {
        "1.674": (2 * log(4 / 3) + 2 * log(4)) / 2,
        "1.6740": (2 * log(4 / 3) + 2 * log(4)) / 2,
    },
    "supcon card": {
        "5.5413": log(255),
    },
    "supcon case": {
        "0.8133": log(exp(1) + 1) - 0.5,
        "0.6931": log(2),
    },
    "supcon-choose-least": {
        "1.386": log(4),
        "2.197": log(9),
        "0.693": log(2),
    },
    "supcon-choose-nan": {
        "16": 64 / 4,
    },
    "supcon-compute-two": {
        "0.2088": 2 * log(1 + 1 / exp(1)) / 3,
        "0.3133": log(exp(1) + 1) - 1,
    },
    "supcon-compute-two prompt": {
        "0.3133": log(1 + 1 / exp(1)),
    },
    "supcon-compute-collapse": {
        "1.3863": log(4),
    },
    "triplet case": {
        "2e4": 2 * 1e4,
    },
    "triplet-choose-stuck prompt": {
        "0.3000": max(0, 0 - 0 + 0.3),
    },
    "triplet-choose-margin-squared": {
        "0.16": 0.4**2,
        "0.01": 0.1**2,
    },
    "triplet-compute-batch": {
        "1.6667": (4 + 0 + 1) / 3,
    },
    "triplet-debug-order": {
        "−1.5": (4 - 7) / 2,
    },
    "arcface-compute-gradient": {
        "−2": -0.5 * (2 + 2),
    },
    "batch-hard-triplet-compute-collapse": {
        "0.3": 4 * (0 - 0 + 0.3) / 4,
    },
    "info-nce-compute-two": {
        "1.3133": log1p(exp((0.8 - 0.6) / 0.2)),
    },
    "triplet-compute-margin": {
        "2": 5 - 10 + 7,
    },
    "triplet-compute-gradient": {
        "−0.3": -3 / 5 / 2,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "cosface-choose-scale": ["64"],
    "cosface-choose-scale prompt": ["0.999"],
    "cosface-debug-scaled": ["0.35"],
    "info_nce card": ["256"],
    "siglip card": ["1,024"],
    "siglip-choose-bias": ["1,024"],
    "supcon card": ["256"],
    "info_nce implement": ["0.01"],
    "supcon implement": ["0.01"],
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "arcface-choose-beyond": {
        "180": "half a turn, in degrees",
    },
    "clip card": {
        "32,768": "the batch of CLIP: Radford et al. 2021, section 2.5",
        "2.6592": "transformers, CLIPConfig, logit_scale_init_value",
    },
    "clip-choose-scale": {
        "32,768": "the batch of CLIP: Radford et al. 2021, section 2.5",
        "0.07": "the first temperature of CLIP: Radford et al. 2021, section 2.5",
    },
    "cosface card": {
        "0.40": "insightface, recognition/arcface_torch/losses.py, CosFace",
    },
    "negative_sampling card": {
        "0.75": "gensim's default ns_exponent, and Mikolov et al. 2013, section 2.2",
    },
    "siglip-explain-against-clip": {
        "32,000": "Zhai et al. 2023, Sigmoid Loss for Language Image Pre-Training: saturates around 32k",
    },
    "batch_hard_triplet card": {
        "0.05": "pytorch-metric-learning, TripletMarginLoss, default margin",
    },
    "triplet card": {
        "0.05": "pytorch-metric-learning, TripletMarginLoss, default margin",
    },
    "supcon card": {
        "0.07": "SupContrast, losses.py, base_temperature",
    },
}
