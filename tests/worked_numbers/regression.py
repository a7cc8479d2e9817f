"""The numbers in the texts of questions/regression and of the losses of that family, as printed, worked out."""

from __future__ import annotations

from math import cosh, e, erf, exp, factorial, hypot, log, log1p, pi, sqrt, tanh

from worked_numbers.steps import (
    FLOAT32_MAX,
    NORMAL,
    crps,
    density,
    entropy,
    furthest_of_gelu,
    gaussian_mean,
    newton_of_log_cosh,
    sigmoid,
    wing,
)

WORKED: dict[str, dict[str, float]] = {
    "charbonnier case": {
        "16": 4**2,
        "0.25": 0.5**2,
        "1.44": 1.2**2,
        "1.3": sqrt(0.25 + 1.44),
        "2e4": 2 * 1e4,
    },
    "charbonnier-choose-floor": {
        "0.00012": 0.00112 - 0.001,
        "0.00101": hypot(0.00012, 0.001),
        "0.033": sqrt(0.00112),
        "0.0005": sqrt(0.00112**2 - 0.001**2),
    },
    "charbonnier-choose-floor prompt": {
        "0.00112": hypot(0.0005, 0.001),
    },
    "charbonnier-choose-gradient": {
        "0.25": 0.5**2,
        "0.0995": 0.0001 / sqrt(1e-8 + 1e-6),
    },
    "charbonnier-compute-batch": {
        "4.3333": (5 + 5 + 3) / 3,
        "16": 4**2,
        "13": 5 + 5 + 3,
    },
    "charbonnier-compute-floor": {
        "0.7667": (0.5 + 0.5 + sqrt(1.2**2 + 0.5**2)) / 3,
        "1.44": 1.2**2,
        "0.25": 0.5**2,
        "1.3": sqrt(1.44 + 0.25),
    },
    "charbonnier-debug-eps": {
        "0.0316": sqrt(0.001),
    },
    "crps_gaussian card": {
        "−0.5642": -(1 / sqrt(pi)),
        "0.2337": crps(0),
        "0.5642": 1 / sqrt(pi),
    },
    "crps_gaussian implement": {
        "0.2337": crps(0),
        "2e-4": furthest_of_gelu(),
    },
    "crps_gaussian case": {
        "0.7979": 2 * NORMAL.pdf(0),
        "0.5642": 1 / sqrt(pi),
        "0.6827": 2 * NORMAL.cdf(1) - 1,
        "0.4839": 2 * NORMAL.pdf(1),
        "0.6024": 0.6827 + 0.4839 - 0.5642,
    },
    "crps-gaussian-choose-outlier": {
        "99.4": crps(100),
    },
    "crps-gaussian-choose-point": {
        "0.798": 2 * NORMAL.pdf(0),
        "0.564": 1 / sqrt(pi),
    },
    "crps-gaussian-compute-one": {
        "1.2049": 2 * (erf(1 / sqrt(2)) + 2 * density(1) - 1 / sqrt(pi)),
        "0.6826": 2 * 0.8413 - 1,
        "0.4840": 2 * 0.242,
        "0.6024": erf(1 / sqrt(2)) + 2 * density(1) - 1 / sqrt(pi),
        "1.2048": 2 * (2 * 0.8413 - 1 + 2 * 0.242 - 0.5642),
    },
    "crps-gaussian-compute-one prompt": {
        "0.8413": NORMAL.cdf(1),
        "0.2420": NORMAL.pdf(1),
        "0.5642": 1 / sqrt(pi),
    },
    "crps-gaussian-compute-two": {
        "0.4674": 2 * (2 * density(0) - 1 / sqrt(pi)),
        "0.2337": crps(0),
        "0.7011": 3 * (2 * density(0) - 1 / sqrt(pi)),
    },
    "crps-gaussian-compute-two prompt": {
        "0.3989": density(0),
        "0.5642": 1 / sqrt(pi),
    },
    "crps-gaussian-compute-slope": {
        "−0.4562": 2 * density(2) - 1 / sqrt(pi),
        "0.1080": 2 * density(2),
        "0.8326": sqrt(log(2)),
    },
    "crps-gaussian-compute-slope prompt": {
        "0.0540": density(2),
        "0.5642": 1 / sqrt(pi),
    },
    "crps-gaussian-debug-erf": {
        "0.8427": erf(1),
        "0.6827": 2 * NORMAL.cdf(1) - 1,
        "0.7625": erf(1) + 2 * NORMAL.pdf(1) - 1 / sqrt(pi),
        "0.6024": crps(1),
    },
    "custom_loss_module card": {
        "1.798": 1 + sqrt(2 / pi),
    },
    "custom_loss_module case": {
        "2e4": 2 * 1e4,
    },
    "custom-loss-module-compute-two": {
        "3.333": (1 + 9 + 0) / 3,
        "1.333": (1 + 3 + 0) / 3,
        "2.667": 2 * (1 + 3 + 0) / 3,
        "6": (1 + 9 + 0) / 3 + 2 * (1 + 3 + 0) / 3,
    },
    "epsilon_insensitive card": {
        "0.7019": 2 * (NORMAL.pdf(0.1) - 0.1 * (1 - NORMAL.cdf(0.1))),
    },
    "epsilon_insensitive case": {
        "1.5": 2 - 0.5,
        "1.9": 2 - 0.1,
        "2e4": 2 * 1e4,
    },
    "epsilon-insensitive-compute-batch": {
        "0.4375": (0 + 1.5 + 0.25 + 0) / 4,
        "1.5": 2 - 0.5,
        "1.75": 0 + 1.5 + 0.25 + 0,
    },
    "epsilon-insensitive-compute-slope": {
        "−0.3333": -1 / 3,
    },
    "gaussian_nll card": {
        "0.9189": 0.5 * log(2 * pi),
        "1.4189": 0.5 + 0.5 * log(2 * pi),
    },
    "gaussian_nll implement": {
        "0.9189": 0.5 * log(2 * pi),
    },
    "gaussian_nll case": {
        "1.193": 0.5 * (log(4) + 1),
        "2e4": 2 * 1e4,
    },
    "gaussian-nll-choose-negative": {
        "−2.30": 1 / 2 * log(0.01),
        "0.92": log(2 * pi) / 2,
        "6.9": log(1000),
    },
    "gaussian-nll-compute-batch": {
        "1.25": 2.5 / 2,
        "1.1931": 0.5 * (log(4) + 1),
        "1.3069": (log(1 / 4) + 1 / 0.25) / 2,
        "2.5": (log(4) + 4 / 4) / 2 + (log(1 / 4) + 1 / 0.25) / 2,
    },
    "gaussian-nll-compute-best": {
        "−0.1931": (log(1 / 4) + 1) / 2,
        "−1.3863": log(1 / 4),
    },
    "gaussian-nll-compute-slope": {
        "−0.1563": 0.5 * (1 / 4 - 9 / 16),
        "16": 4**2,
        "−0.15625": 0.5 * (1 / 4 - 9 / 16),
    },
    "gaussian-nll-debug-deviation": {
        "1.386": log(4),
        "0.125": (2 / 4) ** 2 / 2,
        "1.511": 1.386 + 0.125,
        "1.193": 0.5 * (log(4) + 1),
    },
    "huber card": {
        "0.42": gaussian_mean(lambda x: x * x / 2 if abs(x) < 1 else abs(x) - 0.5),
    },
    "huber case": {
        "2e4": 2 * 1e4,
    },
    "huber-compute-two": {
        "1.3125": 2.625 / 2,
        "0.125": 0.5**2 / 2,
        "2.5": 1 * (3 - 0.5),
        "2.625": 0.5**2 / 2 + 3 - 0.5,
    },
    "huber-compute-delta": {
        "4.125": (0.5 + 2 * (5 - 1) + 2 * (4 - 1) + 2) / 4,
        "16.5": 0.5 + 2 + 8 + 6,
    },
    "huber-compute-gradient": {
        "−0.75": -1.5 / 2,
        "1.5": 3 / 2,
    },
    "log_cosh card": {
        "0.37": gaussian_mean(lambda x: log(cosh(x))),
        "89.4": log(2 * FLOAT32_MAX),
        "0.6931": log(2),
        "0.693": log(2),
        "0.07": 1 / cosh(2) ** 2,
    },
    "log_cosh implement": {
        "89": log(2 * FLOAT32_MAX),
        "0.693": log(2),
        "−0.693": -log(2),
    },
    "log_cosh case": {
        "0.4338": log(cosh(1)),
        "9.3069": 10 - log(2),
        "2e4": 2 * 1e4,
    },
    "log-cosh-choose-overflow": {
        "89": log(2 * FLOAT32_MAX),
        "6.1e38": exp(90) / 2,
        "3.4e38": FLOAT32_MAX,
    },
    "log-cosh-choose-near-zero": {
        "12": factorial(4) / 2,
        "0.693": log(2),
        "−0.683": 0.01 - log(2),
        "0.002 %": (0.01**4 / 12) / (0.01**2 / 2),
    },
    "log-cosh-compute-far": {
        "14.306853": 15 - log(2),
        "0.693": log(2),
        "9.307": 10 - log(2),
        "19.307": 20 - log(2),
        "14.307": 15 - log(2),
        "2e-9": log1p(exp(-20)),
    },
    "log-cosh-compute-near": {
        "0.3253": 3 / 4 * log((e + 1 / e) / 2),
        "1.3013": 3 * log((e + 1 / e) / 2),
    },
    "log-cosh-compute-near prompt": {
        "0.4338": log(cosh(1)),
    },
    "log-cosh-compute-gradient": {
        "1.5": 2 - 1 / 2,
        "2.5": 2 + 1 / 2,
        "0.3": tanh(log(2)) / 2,
    },
    "log-cosh-debug-log-two": {
        "0.693": log(2),
    },
    "log-cosh-explain-vs-huber": {
        "−1.5": newton_of_log_cosh(1.2, 1),
        "3.8": newton_of_log_cosh(1.2, 2),
        "−517": newton_of_log_cosh(1.2, 3),
        "89": log(2 * FLOAT32_MAX),
    },
    "mae card": {
        "0.798": sqrt(2 / pi),
        "1.0": exp(0),
        "1.65": exp(0.5),
        "0.001": sqrt(1e-6),
    },
    "mae case": {
        "2e4": 2 * 1e4,
    },
    "mae-choose-constant": {
        "87": 90 - 3,
        "18.2": sum(abs(target - 3) for target in (1, 2, 3, 4, 90)) / 5,
        "28": sum(abs(target - 20) for target in (1, 2, 3, 4, 90)) / 5,
        "2.5": (1 + 4) / 2,
        "18.3": sum(abs(target - 2.5) for target in (1, 2, 3, 4, 90)) / 5,
        "45.5": (1 + 90) / 2,
        "43.3": sum(abs(target - 45.5) for target in (1, 2, 3, 4, 90)) / 5,
    },
    "mae-choose-gradient": {
        "0.25": 1 / 4,
        "316": sqrt(100 / 0.001),
    },
    "mae-choose-rmse": {
        "25": 5**2 / 1,
        "24": 25 - 1,
    },
    "mae-compute-three": {
        "1.125": 4.5 / 4,
        "4.5": 1 + 3 + 0 + 0.5,
    },
    "mae-compute-gradient": {
        "−0.25": -1 / 4,
    },
    "mdn card": {
        "1.4189": 0.5 + 0.5 * log(2 * pi),
    },
    "mdn implement": {
        "0.9189": 0.5 * log(2 * pi),
    },
    "mdn case": {
        "0.9189": 0.5 * log(2 * pi),
        "0.6931": log(2),
        "1.4189": 0.5 + 0.5 * log(2 * pi),
        "0.0067": exp(-5),
        "148": exp(5),
        "0.0009": exp(-7),
    },
    "mdn-choose-collapse": {
        "0.92": log(2 * pi) / 2,
        "−14": -15 + log(2 * pi) / 2,
    },
    "mdn-compute-between": {
        "1.4189": 0.5 + 0.9189,
    },
    "mdn-compute-between prompt": {
        "0.9189": 0.5 * log(2 * pi),
    },
    "mdn-compute-far": {
        "1.6121": 0.5 * log(2 * pi) + log(2),
        "−1,800": -(60**2 / 2),
    },
    "mdn-compute-far prompt": {
        "0.9189": 0.5 * log(2 * pi),
    },
    "mdn-debug-jensen": {
        "0.92": log(2 * pi) / 2,
        "1.61": 0.9189 + log(2),
    },
    "mse implement": {
        "12": 4 * 3,
    },
    "mse case": {
        "2e4": 2 * 1e4,
    },
    "mse-choose-constant": {
        "16": (4 * 2**2 + 8**2) / 5,
        "25": (4 * 5**2 + 5**2) / 5,
    },
    "mse-choose-outlier-share": {
        "92 %": 10**2 / (9 + 10**2),
        "109": 9 * 1 + 100,
        "53 %": 10 / (9 + 10),
        "19": 9 + 10,
        "99 %": 10**2 / (10**2 + 1),
    },
    "mse-choose-sigmoid": {
        "4.5e-5": sigmoid(-10),
        "−9.1e-5": -2 * sigmoid(10) ** 2 * sigmoid(-10),
        "−0.0001": -2 * sigmoid(10) ** 2 * sigmoid(-10),
    },
    "mse-compute-three": {
        "1.666667": (1 + 4 + 0) / 3,
        "1.667": (1 + 4 + 0) / 3,
    },
    "mse-compute-table": {
        "3.25": 13 / 4,
        "13": 0 + 4 + 9 + 0,
        "6.5": 13 / 2,
    },
    "mse-compute-gradient": {
        "1.5": 6 / 4,
    },
    "mse_backward case": {
        "2e4": 2 * 1e4,
    },
    "mse-backward-choose-element": {
        "−1.5": 2 * (0 - 3) / 4,
        "1.5": 2 * (3 - 0) / 4,
        "−0.75": (0 - 3) / 4,
    },
    "msle case": {
        "0.4805": log(2) ** 2,
        "1.2069": log(3) ** 2,
    },
    "msle-choose-total": {
        "1.25": exp(0.67**2 / 2),
        "67 %": 0.67,
        "0.22": 0.67**2 / 2,
        "0.80": exp(-(0.67**2) / 2),
    },
    "msle-choose-side": {
        "51": 50 + 1,
        "101": 100 + 1,
        "0.467": log(51 / 101) ** 2,
        "151": 150 + 1,
        "0.162": log(151 / 101) ** 2,
        "1.5": 150 / 100,
        "201": 200 + 1,
        "0.474": log(201 / 101) ** 2,
    },
    "msle-compute-batch": {
        "0.2402": log(2) ** 2 / 2,
        "0.4805": log(2) ** 2,
    },
    "msle-compute-factor": {
        "1.2069": log(3) ** 2,
    },
    "msle-compute-slope": {
        "0.3466": 2 * 0.6931 / 4,
    },
    "msle-debug-one": {
        "4.605": log(100),
        "101": 100 + 1,
        "4.615": log(101),
    },
    "multi_quantile card": {
        "0.2500": sum([NORMAL.pdf(NORMAL.inv_cdf(q)) for q in (0.1, 0.5, 0.9)]) / 3,
    },
    "multi_quantile case": {
        "1.8": 0.9 * 2,
        "2e4": 2 * 1e4,
    },
    "multi-quantile-compute-row": {
        "0.1667": 0.5 / 3,
    },
    "multi-quantile-compute-crossed": {
        "2.25": (0.9 * 2 + 0.9 * 3) / 2,
        "1.8": 0.9 * 2,
        "2.7": 0.9 * 3,
        "0.25": (0.1 * 3 + 0.1 * 2) / 2,
    },
    "multi-quantile-compute-slope": {
        "0.45": 0.9 / 2,
    },
    "multi-quantile-debug-sorted": {
        "2.25": (0.9 * 2 + 0.9 * 3) / 2,
        "0.25": (0.1 * 3 + 0.1 * 2) / 2,
    },
    "negative_binomial_nll card": {
        "1.3863": 2 * log(2),
    },
    "negative_binomial_nll case": {
        "2.0794": 3 * log(2),
        "0.0067": exp(-5),
        "55": exp(4),
        "148": exp(5),
        "22,026": exp(10),
        "0.00005": exp(-10),
    },
    "negative-binomial-nll-choose-variance": {
        "7.7": sqrt(10 + 100 / 2),
        "3.2": sqrt(10),
        "7.75": sqrt(10 + 100 / 2),
        "3.16": sqrt(10),
        "14.5": sqrt(10 + 2 * 100),
        "4.5": sqrt(2 * 10),
        "3.5": sqrt(10 + 2),
    },
    "negative-binomial-nll-choose-pull": {
        "101": 1 + 100,
        "1.98": 200 / 101,
        "10,100": 100 + 100**2,
        "100.5": sqrt(10100),
    },
    "negative-binomial-nll-compute-geometric": {
        "1.3863": 2.7726 / 2,
        "2.0794": -log(1 / 8),
        "2.7726": log(16),
    },
    "negative-binomial-nll-compute-zero": {
        "2.1972": 2 * 1.0986,
    },
    "negative-binomial-nll-compute-zero prompt": {
        "1.3863": 2 * log(2),
        "0.6931": log(2),
    },
    "negative-binomial-nll-compute-slope prompt": {
        "1.3863": 2 * log(2),
        "0.6931": log(2),
    },
    "negative-binomial-nll-debug-inverse": {
        "35": 10 + 100 / 4,
        "410": 10 + 4 * 100,
    },
    "poisson_nll card": {
        "−0.2958": 3 - 3 * log(3),
    },
    "poisson_nll case": {
        "−0.0794": 2 - 3 * log(2),
        "2.368": exp(-1) + 2,
        "2.718": exp(1),
        "−6.611": exp(2) - 14,
        "4e-44": exp(-100),
        "162,755": exp(12),
    },
    "poisson-nll-choose-variance": {
        "4.5": sqrt(20),
        "2.24": sqrt(20 / 4),
    },
    "poisson-nll-compute-batch": {
        "0.1137": (1 + 2 - 4 * log(2)) / 2,
        "−0.7726": 2 - 4 * log(2),
        "0.2274": 1 + 2 - 4 * log(2),
    },
    "poisson-nll-compute-batch prompt": {
        "0.6931": log(2),
    },
    "poisson-nll-compute-perfect": {
        "−0.2958": 3 - 3 * 1.0986,
    },
    "poisson-nll-compute-slope": {
        "−1.5": (2 - 5) / 2,
    },
    "poisson-nll-compute-slope prompt": {
        "0.6931": log(2),
    },
    "poisson-nll-debug-back": {
        "−18.4": log(1e-13 + 1e-8),
    },
    "pseudo_huber card": {
        "0.3545": gaussian_mean(lambda x: sqrt(1 + x * x) - 1),
    },
    "pseudo_huber case": {
        "2e4": 2 * 1e4,
    },
    "pseudo-huber-choose-newton": {
        "1.1": 2 - 2 / sqrt(5),
        "512": -((-8) ** 3),
        "0.09": 5**-1.5,
    },
    "pseudo-huber-choose-small prompt": {
        "0.00499": sqrt(1.01) - 1,
    },
    "pseudo-huber-compute-batch": {
        "16": 2 * 36 * (sqrt(1 + (8 / 6) ** 2) - 1) / 3,
        "36": 6**2,
        "24": 36 * (10 / 6 - 1),
        "48": 24 + 24 + 0,
    },
    "pseudo-huber-compute-far": {
        "9.0499": sqrt(1 + 10**2) - 1,
        "9.5": 10 - 1 / 2,
    },
    "pseudo-huber-compute-slope": {
        "1.2": 4 / sqrt(1 + (4 / 3) ** 2) / 2,
        "2.4": 4 / (5 / 3),
    },
    "quantile card": {
        "0.3989": NORMAL.pdf(0),
        "0.1755": NORMAL.pdf(NORMAL.inv_cdf(0.9)),
    },
    "quantile case": {
        "0.25": 1 - 0.75,
        "2e4": 2 * 1e4,
    },
    "quantile-choose-sum": {
        "63": 20 * sqrt(10),
        "1,081": 1000 + 20 * sqrt(10) * NORMAL.inv_cdf(0.9),
        "35 %": 0.9**10,
    },
    "quantile-choose-sum prompt": {
        "125.6": 100 + 20 * NORMAL.inv_cdf(0.9),
    },
    "quantile-choose-outlier": {
        "991": 1000 - 9,
        "−892": -(0.9 * 991),
        "891.9": 0.9 * 991,
    },
    "quantile-compute-batch": {
        "0.6333": (0.9 * 2 + 0.1 * 1 + 0) / 3,
        "1.8": 0.9 * 2,
        "1.9": 1.8 + 0.1,
    },
    "quantile-compute-constant": {
        "0.375": 1.5 / 4,
        "0.25": 1 - 0.75,
        "1.5": 0.25 * 3 + 0.75 * 1,
    },
    "silog catalogue": {
        "15 %": 1 - 0.85,  # of (mean d)², which λ = 1 takes away whole
    },
    "smooth_l1 card": {
        "0.42": gaussian_mean(lambda x: x * x / 2 if abs(x) < 1 else abs(x) - 0.5),
    },
    "smooth_l1 case": {
        "0.25": 0.5**2,
        "2e4": 2 * 1e4,
    },
    "smooth-l1-compute-beta-two": {
        "2.125": (1 / (2 * 2) + 5 - 1) / 2,
        "0.25": 1**2 / (2 * 2),
        "4.25": 1 / (2 * 2) + 5 - 1,
    },
    "smooth-l1-compute-default": {
        "0.866667": (0.2**2 / 2 + 0.4**2 / 2 + 3 - 0.5) / 3,
        "2.5": 3 - 0.5,
        "2.6": 0.02 + 0.08 + 2.5,
        "0.867": (0.2**2 / 2 + 0.4**2 / 2 + 3 - 0.5) / 3,
        "0.02": 0.2**2 / 2,
        "0.08": 0.4**2 / 2,
    },
    "smooth-l1-compute-gradient": {
        "0.125": 1 / 4 / 2,
    },
    "smooth-l1-debug-huber": {
        "18": 2 * (10 - 1),
    },
    "tweedie case": {
        "162,755": exp(12),
        "6e-6": exp(-12),
        "9e-14": exp(-30),
    },
    "tweedie-choose-zeros": {
        "0.25": 20 / 80,
    },
    "tweedie-compute-batch": {
        "8.5": 17 / 2,
        "13": 9 + 4,
        "17": 4 + 13,
    },
    "tweedie-compute-batch prompt": {
        "1.3863": log(4),
    },
    "tweedie-compute-slope": {
        "−2.5": 4 ** (-0.5) * (4 - 9),
    },
    "tweedie-compute-slope prompt": {
        "1.3863": log(4),
    },
    "weighted_mse_l1 card": {
        "1.798": 1 + sqrt(2 / pi),
    },
    "weighted_mse_l1 implement": {
        "10.5": 9 + 1.5,
        "1.5": 0.5 * 3,
    },
    "weighted_mse_l1 case": {
        "2e4": 2 * 1e4,
    },
    "weighted-mse-l1-compute-two": {
        "3.25": (1 + 4) / 2 + 0.5 * (1 + 2) / 2,
        "2.5": (1 + 4) / 2,
        "1.5": (1 + 2) / 2,
        "0.75": 0.5 * (1 + 2) / 2,
    },
    "weighted-mse-l1-compute-gradient": {
        "1.25": 2 * 1 / 2 + 0.5 / 2,
        "0.25": 0.5 / 2,
    },
    "wing card": {
        "9.76": gaussian_mean(lambda x: wing(5 * x)),
    },
    "wing implement": {
        "6.93": 10 * log(2),
        "37.92": 30 - 10 + 10 * log(6),
    },
    "wing case": {
        "6.93": 10 * log(2),
        "37.92": 30 - 10 + 10 * log(6),
        "18": 20 - 2,
        "−15": -3 - 12,
        "2e4": 2 * 1e4,
    },
    "wing-choose-pull": {
        "2.5": 2 + 0.5,
        "16": 17.92 - 2.08,
    },
    "wing-choose-units": {
        "0.0499": 10 * log(1 + 0.01 / 2),
        "0.05": 10 * log1p(0.01 / 2),
    },
    "wing-compute-batch": {
        "13.4245": (10 * log(2) + 2 + 10 * log(6)) / 2,
        "6.9315": 10 * log(2),
        "19.9176": 12 - 10 + 10 * log(6),
        "26.8491": 10 * log(2) + 2 + 10 * log(6),
    },
    "wing-compute-constant": {
        "23.9588": 20 - 5 + 5 * log(6),
        "8.9588": 5 * log(6),
        "−3.9588": 5 - 5 * log(6),
    },
    "wing-debug-constant": {
        "17.92": 10 * log(6),
        "2.08": 10 + (10 - 17.92),
        "15.8": 17.92 - 2.08,
    },
    "zip_nll card": {
        "0.9474": entropy((1 + exp(-1)) / 2, *(exp(-1) / 2 / factorial(k) for k in range(1, 20))),
    },
    "zip_nll implement": {
        "0.3799": -log(0.5 + 0.5 * exp(-1)),
        "1.6931": log(2) + 1,
    },
    "zip_nll case": {
        "0.3799": -log(1 / 2 + 1 / 2 * exp(-1)),
        "1.6931": -log(1 / 2 * exp(-1)),
        "2.3863": 2 * log(2) + 1,
        "99": exp(4.6),
        "22,026": exp(10),
        "0.00005": exp(-10),
    },
    "zip-nll-choose-zero": {
        "83 %": 0.2 / (0.2 + 0.8 * exp(-3)),
        "0.0398": 0.8 * 0.0498,
        "0.2398": 0.2 + 0.8 * exp(-3),
        "0.834": 0.2 / 0.2398,
        "95 %": 1 - exp(-3),
        "−0.63": 0.2 - 0.2 / (0.2 + 0.8 * exp(-3)),
        "0.50": (1 - 0.2 / (0.2 + 0.8 * exp(-3))) * 3,
    },
    "zip-nll-choose-zero prompt": {
        "0.0498": exp(-3),
    },
    "zip-nll-choose-hurdle": {
        "56 %": 0.3 + 0.7 * exp(-1),
        "0.558": 0.3 + 0.7 * 0.368,
        "67 %": 0.3 + exp(-1),
    },
    "zip-nll-choose-hurdle prompt": {
        "0.368": exp(-1),
    },
    "zip-nll-compute-two": {
        "1.0365": (-log((1 + exp(-1)) / 2) + log(2) + 1) / 2,
        "1.6931": -log(1 / 2) + 1,
        "2.0730": 0.3799 + 1.6931,
    },
    "zip-nll-compute-two prompt": {
        "0.3679": exp(-1),
    },
    "zip-nll-compute-surprise": {
        "21.1931": log1p(exp(20)) + 0.5 - log(0.5),
        "1.1931": 0.5 - log(0.5),
    },
    "zip-nll-compute-slope": {
        "0.2689": 1 - sigmoid(1),
        "0.7311": 1 / (1 + exp(-1)),
    },
    "zip-nll-compute-slope prompt": {
        "0.3679": exp(-1),
    },
    "zip-nll-debug-gate": {
        "0.816": 0.5 + 0.5 * exp(-1) * (e - 1),
    },
    "log_cosh catalogue": {
        "89": log(2 * FLOAT32_MAX),
    },
    "charbonnier card": {
        "0.03": sqrt(1e-3),
    },
    "epsilon-insensitive-compute-default": {
        "−0.05": 1 - 1.05,
        "0.2": (0 + 0.2 + 0.4) / 3,
    },
    "pseudo-huber-choose-small": {
        "0.005": 0.1**2 / 2,
        "0.05": 10 * 0.1**2 / 2,
        "0.00005": 0.1**2 / 2 / 100,
    },
    "weighted-mse-l1-choose-units": {
        "0.001": 1 / 1000,
    },
    "charbonnier-compute-slope": {
        "−0.4": -4 / hypot(4, 3) / 2,
    },
    "custom-loss-module-compute-gradient": {
        "−2": 2 * -3 / 4 - 2 / 4,
    },
    "mdn-compute-slope": {
        "−0.5": -1 / 2 * (0 - -1),
    },
    "mse-backward-compute-table": {
        "−1": 2 * (2 - 5) / 6,
    },
    "mse-backward-compute-sum": {
        "−2": 2 * (3 - 7) / 4,
    },
    "negative-binomial-nll-compute-slope": {
        "−2": 2 * (4 - 10) / (2 + 4),
    },
    "quantile-compute-slope": {
        "−0.3": -0.9 / 3,
    },
    "tweedie-compute-perfect": {
        "4": -1 * 1**-0.5 / -0.5 + 1**0.5 / 0.5,
    },
    "wing-compute-slope": {
        "−1": -10 / (2 + 3) / 2,
    },
}

# What a text supposes for its example, and finds out nothing of.
SUPPOSED: dict[str, list[str]] = {
    "epsilon-insensitive-debug-jump": ["0.49", "0.51"],
    "log-cosh-explain-vs-huber": ["1.2"],
    "multi_quantile card": ["0.95", "0.05"],
    "multi-quantile-debug-sorted": ["12"],
    "quantile card": ["0.99"],
    "silog catalogue": ["0.85"],
    "tweedie-debug-divisors": ["1.5", "1.2"],
    "wing card": ["19"],
    "charbonnier-debug-eps": ["0.001"],
    "mae-compute-gradient": ["−0.001"],
    "wing-choose-units": ["0.01"],
}

# What others have found out or laid down, and where it stands.
FACTS: dict[str, dict[str, str]] = {
    "charbonnier card": {
        "255": "the largest value of a pixel of eight bits",
    },
    "huber card": {
        "1.35": "scikit-learn, HuberRegressor, default epsilon",
    },
    "huber-choose-delta": {
        "1.0": "torch.nn.HuberLoss, default delta",
    },
}
