# ruff: noqa: ARG001, ARG005, C901 - every derivation takes both sets of inputs, and each family stands together
"""The losses that the advisor prints and the bank does not ask for, once more, in NumPy and from their formulas.

Each takes the inputs as they are being moved (`a`) and as they stand (`c`): what a loss keeps out of the gradient is
taken from the latter. What a module learns is an input too: the weight of `critic` is `a.critic_weight`, and that of
the layer which is the loss `a.loss_fn_weight`.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from scipy import ndimage, special, stats

Derived = Callable[[Any, Any], Any]


def sig(x: Any) -> Any:
    return special.expit(x)


def log_soft(x: Any, axis: int = 1) -> Any:
    return x - special.logsumexp(x, axis=axis, keepdims=True)


def soft(x: Any, axis: int = 1) -> Any:
    return np.exp(log_soft(x, axis))


def plus(x: Any) -> Any:
    return np.logaddexp(0, x)


def bce(x: Any, y: Any) -> Any:
    return y * plus(-x) + (1 - y) * plus(x)


def own(values: Any, y: Any) -> Any:
    """Pick the value of each target along axis 1."""
    return np.take_along_axis(values, np.expand_dims(y, 1), 1).squeeze(1)


def ce(x: Any, y: Any) -> Any:
    return -own(log_soft(x), y)


def unit(x: Any) -> Any:
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def hot(y: Any, classes: int) -> Any:
    return np.moveaxis(np.eye(classes)[y], -1, 1)


def dice(p: Any, y: Any, power: int = 1) -> Any:
    """Dice of each sample and channel."""
    dims = tuple(range(2, p.ndim))
    return (1 - (2 * (p * y).sum(dims) + 1) / ((p**power).sum(dims) + (y**power).sum(dims) + 1)).mean()


def dist2(x: Any, y: Any) -> Any:
    return ((x[:, None] - y[None]) ** 2).sum(-1)


COUNTS, RESIDUAL = np.array([50.0, 30.0, 20.0]), 2.0
COSTS = np.array([[0.0, 1.0, 4.0], [1.0, 0.0, 2.0], [5.0, 2.0, 0.0]])
T3, T2 = np.full((3, 3), 0.1) + 0.7 * np.eye(3), np.array([[0.9, 0.1], [0.2, 0.8]])


def regression() -> dict[str, Derived]:
    def e(a: Any) -> Any:
        return a.pred - a.target

    def wing(a: Any, c: Any) -> Any:
        d = np.abs(a.pred - a.target)
        power = 2.1 - a.target
        slope = 14 / (1 + 0.5**power) * power * 0.5 ** (power - 1)
        return np.where(d < 0.5, 14 * np.log1p(d**power), slope * d - (0.5 * slope - 14 * np.log1p(0.5**power))).mean()

    def pinball(levels: list[float]) -> Derived:
        return lambda a, c: np.mean(
            [
                [max(q * (y - p), (q - 1) * (y - p)) for q, p in zip(levels, row, strict=True)]
                for row, y in zip(a.pred, a.target, strict=True)
            ]
        )

    def zinb(a: Any, c: Any) -> Any:
        r, p = np.exp(a.log_dispersion), sig(-(a.log_mean - a.log_dispersion))
        count = np.exp(stats.nbinom.logpmf(a.target, r, p)) * sig(-a.gate_logit)
        return -np.log(count + np.where(a.target == 0, sig(a.gate_logit), 0)).mean()

    def hurdle(a: Any, c: Any) -> Any:
        some = sig(a.gate_logit) * stats.poisson.pmf(np.maximum(a.target, 1), np.exp(a.log_rate))
        return -np.log(np.where(a.target == 0, sig(-a.gate_logit), some / -np.expm1(-np.exp(a.log_rate)))).mean()

    def ziln(a: Any, c: Any) -> Any:
        gate, loc, scale = a.outputs[:, 0], a.outputs[:, 1], plus(a.outputs[:, 2]) + 1e-4
        dense = stats.lognorm.logpdf(np.maximum(a.target, 1e-6), scale, scale=np.exp(loc))
        return -np.where(a.target > 0, np.log(sig(gate)) + dense, np.log(sig(-gate))).mean()

    def beta(a: Any, c: Any) -> Any:
        m, k = sig(a.logit), plus(a.raw_precision) + 1e-3
        return -stats.beta.logpdf(np.clip(a.target, 1e-4, 1 - 1e-4), m * k, (1 - m) * k).mean()

    def mdn(a: Any, c: Any) -> Any:
        dense = stats.norm.pdf(a.target[:, None], a.means, plus(a.raw_scales) + 1e-3)
        return -np.log((soft(a.weight_logits) * dense).sum(1)).mean()

    def beta_nll(a: Any, c: Any) -> Any:
        return (np.sqrt(c.var) * (np.log(a.var) + (a.target - a.mean) ** 2 / a.var) / 2).mean()

    def crps(a: Any, c: Any) -> Any:
        spread = np.abs(a.samples[:, :, None] - a.samples[:, None]).mean((1, 2))
        return (np.abs(a.samples - a.target[:, None]).mean(1) - spread / 2).mean()

    def huber_mq(delta: float) -> Derived:
        def value(a: Any, c: Any) -> Any:
            d = a.target[:, None] - a.pred
            size = np.where(np.abs(d) <= delta, d**2 / 2, delta * (np.abs(d) - delta / 2)) / delta
            q = np.array([0.05, 0.5, 0.95])
            return (np.where(d >= 0, q, 1 - q) * size).mean()

        return value

    return {
        "adaptive_wing": wing,
        "barron_adaptive": lambda a, c: (
            -stats.t.logpdf(a.target, 1 + plus(a.loss_fn_raw_nu), a.pred, np.exp(a.loss_fn_log_scale)).mean()
        ),
        "beta_nll": beta_nll,
        "beta_nll_unit": beta,
        "cauchy": lambda a, c: np.log1p((e(a) / RESIDUAL) ** 2 / 2).mean(),
        "crps": crps,
        "expectile": lambda a, c: (np.where(e(a) <= 0, 0.75, 0.25) * e(a) ** 2).mean(),
        "expectile-asymmetric_cost=over_costly": lambda a, c: (np.where(e(a) <= 0, 0.25, 0.75) * e(a) ** 2).mean(),
        "fair": lambda a, c: (np.abs(e(a)) - np.log1p(np.abs(e(a)))).mean(),
        "focal_r": lambda a, c: (np.abs(e(a)) * np.tanh(0.1 * np.abs(e(a)))).mean(),
        "gamma_nll": lambda a, c: (a.target / np.exp(a.log_mean) + a.log_mean).mean(),
        "geman_mcclure": lambda a, c: (2 * e(a) ** 2 / (e(a) ** 2 + 4 * RESIDUAL**2)).mean(),
        "hurdle_nll": hurdle,
        "inverse_gaussian_deviance": lambda a, c: (e(a) ** 2 / (a.target * a.pred**2)).mean(),
        "iqloss": lambda a, c: np.where(e(a) < 0, -a.q * e(a), (1 - a.q) * e(a)).mean(),
        "laplace_nll": lambda a, c: -stats.laplace.logpdf(a.target, a.loc, a.scale).mean(),
        "linex": lambda a, c: (np.exp(-e(a)) + e(a) - 1).mean(),
        "linex-asymmetric_cost=over_costly": lambda a, c: (np.exp(e(a)) - e(a) - 1).mean(),
        "lognormal_nll": lambda a, c: -stats.lognorm.logpdf(a.target, a.scale, scale=np.exp(a.loc)).mean(),
        "mape": lambda a, c: np.abs(1 - a.pred / a.target).mean(),
        "mdn_nll": mdn,
        "quantile-quantiles=True": pinball([0.05, 0.95]),
        "quantile-coverage=0.8-quantiles=True": pinball([0.1, 0.9]),
        "multi_quantile-coverage=0.8": pinball([0.1, 0.5, 0.9]),
        "silog": lambda a, c: np.log(a.pred / a.target).var() + 0.15 * np.log(a.pred / a.target).mean() ** 2,
        "silog-unknown_scale=True": lambda a, c: np.log(a.pred / a.target).var(),
        "sin_cos_mse": lambda a, c: ((unit(a.pred) - np.stack([np.sin(a.angle), np.cos(a.angle)], 1)) ** 2).mean(),
        "smape": lambda a, c: (np.abs(e(a)) / (np.abs(a.pred) + np.abs(a.target))).mean(),
        "student_t_nll": lambda a, c: -stats.t.logpdf(a.target, 4, a.loc, a.scale).mean(),
        "tukey_biweight": lambda a, c: (
            4.685**2 / 6 * (1 - (1 - np.minimum((e(a) / (4.685 * RESIDUAL)) ** 2, 1)) ** 3)
        ).mean(),
        "von_mises_nll": lambda a, c: -stats.vonmises.logpdf(a.target, plus(a.raw_kappa) + 1e-3, a.mean).mean(),
        "weighted_mse": lambda a, c: np.average(e(a) ** 2, weights=a.weight),
        "welsch": lambda a, c: -np.expm1(-((e(a) / RESIDUAL) ** 2) / 2).mean(),
        "ziln": ziln,
        "zinb_nll": zinb,
        "huber_mqloss": huber_mq(1.0),
        "huber_mqloss-large_target_scale=True": huber_mq(2.7),
        "mase": lambda a, c: (np.abs(e(a)) / np.abs(np.diff(a.insample)).mean(1, keepdims=True)).mean(),
        "diffusion_huber": lambda a, c: np.where(
            np.abs(d := a.noise_pred - a.noise) <= 1, d**2 / 2, np.abs(d) - 0.5
        ).mean(),
        "eps_mse": lambda a, c: ((a.noise_pred - a.noise) ** 2).mean(),
        "custom": lambda a, c: (e(a) ** 2).mean() + np.abs(e(a)).mean(),
        "masked_mse": lambda a, c: (a.mask * e(a) ** 2).sum() / a.mask.sum(),
        "chamfer": lambda a, c: dist2(a.x, a.y).min(1).mean() + dist2(a.x, a.y).min(0).mean(),
        "v_mse": lambda a, c: ((a.pred - (0.8 * a.noise - 0.6 * a.x)) ** 2).mean(),
        "flow_matching_mse": lambda a, c: ((a.pred - (a.x - a.noise)) ** 2).mean(),
        "nf_nll": lambda a, c: -(stats.norm.logpdf(a.z).sum(1) + a.logdet).mean(),
    }


def classification() -> dict[str, Derived]:
    def two(a: Any) -> Any:
        return np.stack([np.zeros_like(a.logit), a.logit], 1), a.target.astype(int)

    def forward(x: Any, y: Any, t: Any) -> Any:
        return -np.log(own(soft(x) @ t, y)).mean()

    def backward(x: Any, y: Any, t: Any) -> Any:
        return own(-log_soft(x) @ np.linalg.inv(t).T, y).mean()

    def gce(x: Any, y: Any) -> Any:
        return ((1 - np.exp(-ce(x, y)) ** 0.7) / 0.7).mean()

    def sce(x: Any, y: Any) -> Any:
        return 0.1 * ce(x, y).mean() + 4 * (1 - np.exp(-ce(x, y))).mean()

    def mae(x: Any, y: Any) -> Any:
        return np.abs(soft(x) - np.eye(x.shape[1])[y]).sum(1).mean()

    def boot(x: Any, y: Any, p: Any) -> Any:
        return -((0.95 * np.eye(x.shape[1])[y] + 0.05 * p) * log_soft(x)).sum(1).mean()

    def modified(a: Any, c: Any) -> Any:
        m = a.target * a.scores
        return np.where(m >= -1, np.maximum(0, 1 - m) ** 2, -4 * m).mean()

    def nnpu(a: Any, c: Any) -> Any:
        pos, rest = a.logits[a.labelled_positive == 1], a.logits[a.labelled_positive == 0]
        return 0.2 * plus(-pos).mean() + max(0, plus(rest).mean() - 0.2 * plus(pos).mean())

    def ldam(a: Any, c: Any) -> Any:
        margin = 0.5 * COUNTS**-0.25 / (COUNTS**-0.25).max()
        return ce(30 * (a.logits - np.eye(3)[a.target] * margin), a.target).mean()

    def balanced(a: Any, c: Any) -> Any:
        w = (1 - 0.999) / (1 - 0.999**COUNTS)
        return np.average(ce(a.logits, a.target), weights=w[a.target])

    def apl(a: Any, c: Any) -> Any:
        log_p = log_soft(a.logits)
        return (own(log_p, a.target) / log_p.sum(1)).mean() + 4 * (1 - np.exp(own(log_p, a.target))).mean()

    def asl(a: Any, c: Any) -> Any:
        p = sig(a.logits)
        q = np.maximum(p - 0.05, 0)
        return -(a.target * np.log(p) + (1 - a.target) * q**4 * np.log(1 - q)).mean()

    def gr(a: Any, c: Any) -> Any:
        p, k = sig(a.logits), 0.1 * sig(c.logits)
        unknown = k * -np.log(p) + (1 - k) * (1 - (1 - p) ** 0.3) / 0.3
        return np.where(a.target == 1, -np.log(p), unknown).mean()

    def pseudo(a: Any, c: Any) -> Any:
        p = sig(c.logits)
        sure = (a.known == 1) | (p < 0.1) | (p > 0.9)
        return bce(a.logits, np.where(a.known == 1, a.target, p > 0.5))[sure].mean()

    def margin(a: Any, c: Any) -> Any:
        total = 0.0
        for row, labels in zip(a.scores, a.target, strict=True):
            right = labels[: list(labels).index(-1)] if -1 in labels else labels
            wrong = [k for k in range(len(row)) if k not in right]
            total += sum(max(0, 1 - row[r] + row[w]) for r in right for w in wrong) / len(row)
        return total / len(a.scores)

    def corn(a: Any, c: Any) -> Any:
        terms = [
            bce(x, float(y > k)) for row, y in zip(a.logits, a.target, strict=True) for k, x in enumerate(row) if y >= k
        ]
        return np.mean(terms)

    def cumulative(a: Any, c: Any) -> Any:
        below = [np.zeros(len(a.score)), *(sig(t - a.score) for t in a.thresholds), np.ones(len(a.score))]
        return -np.mean([np.log(below[y + 1][i] - below[y][i]) for i, y in enumerate(a.target)])

    def sampled(a: Any, c: Any) -> Any:
        x = np.column_stack([a.pos_logit - a.pos_log_q, a.neg_logits - a.neg_log_q])
        return ce(x, np.zeros(len(x), int)).mean()

    def adaptive(a: Any, c: Any) -> Any:
        """After the ten classes of the head, each has the probability of the tail times its own within the tail."""
        head = soft(a.hidden @ a.loss_fn_head_weight.T)
        tail = soft(a.hidden @ a.loss_fn_tail_0_0_weight.T @ a.loss_fn_tail_0_1_weight.T)
        p = np.column_stack([head[:, :10], head[:, 10:11] * tail])
        return -np.log(own(p, a.target)).mean()

    def focal(x: Any, y: Any) -> Any:
        return (1 - np.exp(-bce(x, y))) ** 2 * bce(x, y)

    return {
        "expected_cost": lambda a, c: np.mean([soft(a.logits)[i] @ COSTS[y] for i, y in enumerate(a.target)]),
        "gce": lambda a, c: gce(*two(a)),
        "symmetric_ce": lambda a, c: sce(*two(a)),
        "mae_prob": lambda a, c: mae(*two(a)),
        "mae_prob-two_logits=True": lambda a, c: mae(a.logits, a.target),
        "bootstrapping": lambda a, c: boot(*two(a), soft(two(c)[0])),
        "bootstrapping-two_logits=True": lambda a, c: boot(a.logits, a.target, soft(c.logits)),
        "forward_correction": lambda a, c: forward(*two(a), T2),
        "forward_correction-two_logits=True": lambda a, c: forward(a.logits, a.target, T3),
        "backward_correction": lambda a, c: backward(*two(a), T2),
        "backward_correction-two_logits=True": lambda a, c: backward(a.logits, a.target, T3),
        "brier": lambda a, c: ((a.probs - a.target) ** 2).mean(),
        "label_smoothing_bce": lambda a, c: (
            0.95 * bce(a.logits, a.target) + 0.05 * bce(a.logits, 1 - a.target)
        ).mean(),
        "modified_huber": modified,
        "nnpu": nnpu,
        "pairwise_logistic": lambda a, c: np.mean([[plus(n - p) for n in a.neg_scores] for p in a.pos_scores]),
        "apl": apl,
        "class_balanced_ce": balanced,
        "ldam": ldam,
        "sampled_softmax": sampled,
        "adaptive_softmax": adaptive,
        "asl": asl,
        "gr_loss": gr,
        "masked_bce": lambda a, c: bce(a.logits, a.target)[a.known == 1].mean(),
        "multilabel_margin": margin,
        "multilabel_soft_margin": lambda a, c: bce(a.logits, a.target).mean(),
        "pseudo_label_bce": pseudo,
        "corn": corn,
        "cumulative_logit": cumulative,
        "squared_emd": lambda a, c: ((soft(a.logits).cumsum(1) - a.target_probs.cumsum(1)) ** 2).mean(),
        "softplus": lambda a, c: plus(-a.target * a.scores).mean(),
        "linear_cross_entropy": lambda a, c: ce(a.hidden @ a.weight.T, a.target).mean(),
        "focal@binary_classification": lambda a, c: focal(a.logits, a.target).mean(),
        "focal@multiclass_classification": lambda a, c: (
            (1 - np.exp(-ce(a.logits, a.target))) ** 2 * ce(a.logits, a.target)
        ).mean(),
        "focal@object_detection": lambda a, c: (
            (np.where(a.target == 1, 0.25, 0.75) * focal(a.logits, a.target)).sum() / a.target.sum()
        ),
        "quality_focal": lambda a, c: (
            ((sig(a.logits) - a.quality) ** 2 * bce(a.logits, a.quality)).sum() / (a.quality > 0).sum()
        ),
        "distribution_focal": lambda a, c: (
            -np.mean(
                [
                    (lo + 1 - o) * row[lo] + (o - lo) * row[lo + 1]
                    for row, o in zip(log_soft(a.logits), a.offset, strict=True)
                    for lo in [min(int(o), a.logits.shape[1] - 2)]
                ]
            )
        ),
    }


def ranking() -> dict[str, Derived]:
    def measured(metric: Callable[[Any, Any], float]) -> Derived:
        """A pair weighs what the metric changes by when the two change places, worked out by doing it."""

        def value(a: Any, c: Any) -> Any:
            total = 0.0
            for scores, fixed, grades in zip(a.scores, c.scores, a.relevance, strict=True):
                order = list(np.argsort(-fixed, kind="stable"))
                before = metric(grades[order], grades)
                for i, j in itertools.permutations(range(len(grades)), 2):
                    if grades[i] > grades[j]:
                        swapped = [{i: j, j: i}.get(k, k) for k in order]
                        total += abs(metric(grades[swapped], grades) - before) * plus(scores[j] - scores[i])
            return total / len(a.scores)

        return value

    def of_pairs(metric: Callable[[Any, Any], float]) -> Derived:
        graded = measured(metric)
        return lambda a, c: graded(SimpleNamespace(scores=a.scores, relevance=(a.relevance > 0) * 1.0), c)

    def dcg(grades: Any) -> float:
        return float(sum((2**g - 1) / math.log2(k + 2) for k, g in enumerate(grades)))

    def ndcg(shown: Any, grades: Any) -> float:
        return dcg(shown) / dcg(sorted(grades, reverse=True))

    def mrr(shown: Any, grades: Any) -> float:
        return next((1 / (k + 1) for k, g in enumerate(shown) if g > 0), 0.0)

    def average_precision(shown: Any, grades: Any) -> float:
        return sum((shown[: k + 1] > 0).mean() for k, g in enumerate(shown) if g > 0) / max((grades > 0).sum(), 1)

    def precision(shown: Any, grades: Any) -> float:
        return float((shown[:10] > 0).mean())

    def approx(a: Any, c: Any) -> Any:
        total = 0.0
        for s, grades in zip(a.scores, a.relevance, strict=True):
            rank = [1 + sum(sig((s[j] - s[i]) / 0.1) for j in range(len(s)) if j != i) for i in range(len(s))]
            found = sum((2**g - 1) / math.log2(r + 1) for g, r in zip(grades, rank, strict=True))
            total += 1 - found / dcg(sorted(grades, reverse=True))
        return total / len(a.scores)

    def warp(a: Any, c: Any) -> Any:
        total = 0.0
        for p, row in zip(a.pos_scores, a.neg_scores, strict=True):
            trials = next((k + 1 for k, n in enumerate(row) if n > p - 1), 0)
            total += math.log(max(99 // trials, 1)) * (1 - p + row[trials - 1]) if trials else 0
        return total / len(a.pos_scores)

    def nssa(a: Any, c: Any) -> Any:
        return (plus(-9 - a.pos_scores) + (soft(c.neg_scores) * plus(a.neg_scores + 9)).sum(1)).mean() / 2

    return {
        "lambdarank": measured(ndcg),
        "lambdarank-metric=mrr": of_pairs(mrr),
        "lambdarank-metric=map": of_pairs(average_precision),
        "lambdarank-metric=precision_at_k": of_pairs(precision),
        "approx_ndcg": approx,
        "warp": warp,
        "nssa": nssa,
        "margin_mse": lambda a, c: ((a.student_pos - a.student_neg - a.teacher_pos + a.teacher_neg) ** 2).mean(),
    }


def masks() -> dict[str, Derived]:
    def known(a: Any, c: Any) -> Any:
        return dice(a.probs * a.known, a.target * a.known)

    def robust(a: Any, c: Any) -> Any:
        dims = tuple(range(2, a.probs.ndim))
        lower = (a.probs**2).sum(dims) + (a.target**2).sum(dims) + 1e-5
        return ((np.abs(a.probs - a.target) ** 1.5).sum(dims) / lower).mean()

    def generalized(a: Any, c: Any) -> Any:
        p, y = (x.reshape(*x.shape[:2], -1) for x in (a.probs, a.target))
        w = 1 / np.maximum(y.sum(2) ** 2, 1)
        return (1 - 2 * (w * (p * y).sum(2)).sum(1) / ((w * (p + y).sum(2)).sum(1) + 1e-5)).mean()

    def hardest(a: Any) -> Any:
        losses = np.sort(ce(a.logits, a.target).ravel())
        return losses[-max(1, int(len(losses) * 0.1)) :].mean()

    def dice_ce(a: Any) -> Any:
        return dice(soft(a.logits), hot(a.target, a.logits.shape[1]))

    def focal_bce(a: Any) -> Any:
        return ((1 - np.exp(-bce(a.logits, a.target))) ** 2 * bce(a.logits, a.target)).mean()

    def unified(a: Any, c: Any) -> Any:
        p, y, dims = np.clip(a.probs, 1e-7, 1 - 1e-7), a.target, tuple(range(2, a.probs.ndim))
        focal = -np.where(y == 1, 0.6 * np.log(p), 0.4 * np.sqrt(p) * np.log(1 - p)).mean()
        tp, fp, fn = (p * y).sum(dims), (p * (1 - y)).sum(dims), ((1 - p) * y).sum(dims)
        return (focal + np.sqrt(1 - (tp + 1e-6) / (tp + 0.6 * fn + 0.4 * fp + 1e-6)).mean()) / 2

    def lovasz(a: Any, c: Any) -> Any:
        """Σ of the sorted errors times the growth of the Jaccard loss of the set of the largest ones."""
        p, y = np.moveaxis(soft(a.logits), 1, -1).reshape(-1, a.logits.shape[1]), a.target.ravel()
        losses = []
        for k in np.unique(y):
            error, before, wrong, total = np.abs((y == k) - p[:, k]), 0.0, set(), 0.0
            for i in np.argsort(-error, kind="stable"):
                wrong.add(i)
                right = sum(1 for j in range(len(y)) if y[j] == k and j not in wrong)
                union = sum(1 for j in range(len(y)) if y[j] == k or j in wrong)
                total += error[i] * (1 - right / union - before)
                before = 1 - right / union
            losses.append(total)
        return np.mean(losses)

    def t_loss(a: Any, c: Any) -> Any:
        p, y = a.probs.reshape(len(a.probs), -1), a.target.reshape(len(a.probs), -1)
        d = p.shape[1]
        nu = np.exp(a.loss_fn_raw_nu) + 1e-6
        # the constant of pi, which moves no minimum, is left out
        full = stats.multivariate_t(loc=np.zeros(d), shape=np.eye(d), df=nu)
        return np.mean([-full.logpdf(row) for row in p - y]) - d / 2 * math.log(math.pi)

    def bones(x: Any) -> Any:
        """What opening takes away from the mask or from one of its erosions, united as independent events are."""
        cross, square = np.array([[[[0, 1, 0], [1, 1, 1], [0, 1, 0]]]]), (1, 1, 3, 3)
        thin, left = [x], np.ones_like(x)
        for _ in range(4):
            thin.append(ndimage.minimum_filter(thin[-1], footprint=cross, mode="constant", cval=np.inf))
            opened = ndimage.maximum_filter(thin[-1], size=square, mode="constant", cval=-np.inf)
            left = left * (1 - np.maximum(thin[-2] - opened, 0))
        return 1 - left

    def cldice(a: Any, c: Any) -> Any:
        p, y = bones(a.probs), bones(a.target)
        precision = ((p * a.target).sum() + 1) / (p.sum() + 1)
        sensitivity = ((y * a.probs).sum() + 1) / (y.sum() + 1)
        return 1 - stats.hmean([precision, sensitivity])

    def multi_focal(a: Any) -> Any:
        return ((1 - np.exp(-ce(a.logits, a.target))) ** 2 * ce(a.logits, a.target)).mean()

    return {
        "masked_dice": known,
        "noise_robust_dice": robust,
        "generalized_dice": generalized,
        "dice_squared": lambda a, c: dice(a.probs, a.target, 2),
        "dice_bce": lambda a, c: dice(sig(a.logits), a.target) + bce(a.logits, a.target).mean(),
        "dice_bce-multiclass=True": lambda a, c: dice_ce(a) + ce(a.logits, a.target).mean(),
        "dice_ce": lambda a, c: dice_ce(a) + ce(a.logits, a.target).mean(),
        "dice_focal": lambda a, c: dice(sig(a.logits), a.target) + focal_bce(a),
        "dice_focal-multiclass=True": lambda a, c: dice_ce(a) + multi_focal(a),
        "dice_topk": lambda a, c: dice_ce(a) + hardest(a),
        "topk_ce": lambda a, c: hardest(a),
        "unified_focal": unified,
        "lovasz_softmax": lovasz,
        "boundary": lambda a, c: (a.probs * a.signed_distance).mean(),
        "boundary_plus_dice": lambda a, c: 0.9 * dice(a.probs, a.target) + 0.1 * (a.probs * a.signed_distance).mean(),
        "hausdorff_dt": lambda a, c: ((a.probs - a.target) ** 2 * (a.pred_distance**2 + a.true_distance**2)).mean(),
        "t_loss": t_loss,
        "cldice": cldice,
    }


def survival() -> dict[str, Derived]:
    def mass(logits: Any) -> Any:
        return soft(np.column_stack([logits, np.zeros(len(logits))]))

    def likelihood(p: Any, interval: Any, event: Any) -> Any:
        return -np.mean(
            [np.log(row[i] if e == 1 else row[i + 1 :].sum()) for row, i, e in zip(p, interval, event, strict=True)]
        )

    def aft(a: Any, c: Any) -> Any:
        total, s = 0.0, np.exp(a.log_sigma)
        for mu, lower, upper in zip(a.mu, a.lower, a.upper, strict=True):
            if lower == upper:
                total -= stats.norm.logpdf((np.log(lower) - mu) / s) - np.log(s * lower)
            else:
                low = stats.norm.cdf((np.log(lower) - mu) / s) if lower > 0 else 0.0
                total -= np.log((stats.norm.cdf((np.log(upper) - mu) / s) if np.isfinite(upper) else 1.0) - low)
        return total / len(a.mu)

    def hazard(a: Any, c: Any) -> Any:
        total = 0.0
        for x, i, event in zip(a.logits, a.interval, a.event, strict=True):
            h = sig(x)
            total -= np.log(1 - h[:i]).sum() + np.log(h[i] if event else 1 - h[i])
        return total / len(a.logits)

    def hazard_of_causes(a: Any, c: Any) -> Any:
        total = 0.0
        for x, i, event in zip(a.logits, a.interval, a.event, strict=True):
            p = soft(x, 0)
            total -= np.log(p[0, :i]).sum() + np.log(p[event, i])
        return total / len(a.logits)

    def piecewise(a: Any, c: Any) -> Any:
        total = 0.0
        for x, i, event, share in zip(a.raw, a.interval, a.event, a.fraction, strict=True):
            h = plus(x)
            total += h[:i].sum() + share * h[i] - event * np.log(h[i])
        return total / len(a.raw)

    def deephit(a: Any, c: Any) -> Any:
        p = mass(a.logits)
        rank = [
            np.exp(-(p[i, : t + 1].sum() - p[j, : t + 1].sum()) / 0.1)
            for i, (t, event) in enumerate(zip(a.interval, a.event, strict=True))
            for j in range(len(p))
            if event == 1 and t < a.interval[j]
        ]
        return 0.8 * likelihood(p, a.interval, a.event) + 0.2 * sum(rank) / len(p) ** 2

    def deephit_of_causes(a: Any, c: Any) -> Any:
        n, causes, _ = a.logits.shape
        p = mass(a.logits.reshape(n, -1))
        joint, nll, rank = p[:, :-1].reshape(a.logits.shape), 0.0, 0.0
        for i, (t, event) in enumerate(zip(a.interval, a.event, strict=True)):
            nll -= np.log(joint[i, event - 1, t] if event else joint[i, :, t + 1 :].sum() + p[i, -1])
            for k, j in itertools.product(range(causes), range(n)):
                if event == k + 1 and t < a.interval[j]:
                    rank += np.exp(-(joint[i, k, : t + 1].sum() - joint[j, k, : t + 1].sum()) / 0.1)
        return 0.8 * nll / n + 0.2 * rank / n**2

    def mtlr(a: Any, c: Any) -> Any:
        return likelihood(mass(np.flip(np.flip(a.logits, 1).cumsum(1), 1)), a.interval, a.event)

    def cox_time(a: Any, c: Any) -> Any:
        return np.mean(np.log(1 + np.exp(a.at_risk - a.at_event[:, None]).sum(1)))

    plain: dict[str, Derived] = {
        "aft_nll": aft,
        "logistic_hazard": hazard,
        "pc_hazard": piecewise,
        "pmf_nll": lambda a, c: likelihood(mass(a.logits), a.interval, a.event),
        "mtlr": mtlr,
        "cox_time": cox_time,
        "deephit": deephit,
    }
    causes: dict[str, Derived] = {f"{name}-competing_risks=True": value for name, value in plain.items()}
    causes["deephit-competing_risks=True"] = deephit_of_causes
    causes["logistic_hazard-competing_risks=True"] = hazard_of_causes
    return plain | causes


def embeddings() -> dict[str, Derived]:
    def alike(a: Any, c: Any = None) -> tuple[Any, Any, Any]:
        same = a.labels[:, None] == a.labels[None]
        return unit(a.z) @ unit((c or a).z).T, same & ~np.eye(len(same), dtype=bool), ~same

    def multi_similarity(a: Any, c: Any) -> Any:
        s, pos, neg = alike(a)
        near = np.log(1 + (np.exp(-2 * (s - 0.5)) * pos).sum(1)) / 2
        return (near + np.log(1 + (np.exp(50 * (s - 0.5)) * neg).sum(1)) / 50).mean()

    def circle(a: Any, c: Any) -> Any:
        s, pos, neg = alike(a)
        k = alike(c)[0]
        up = np.where(pos, np.exp(-80 * np.maximum(1.4 - k, 0) * (s - 0.6)), 0).sum(1)
        down = np.where(neg, np.exp(80 * np.maximum(k + 0.4, 0) * (s - 0.4)), 0).sum(1)
        return np.log(1 + up * down).mean()

    def proxy(a: Any, c: Any) -> Any:
        s, mine = unit(a.z) @ unit(a.proxies).T, np.eye(len(a.proxies))[a.labels]
        pos = np.log(1 + (mine * np.exp(-32 * (s - 0.1))).sum(0))[mine.any(0)].mean()
        return pos + np.log(1 + ((1 - mine) * np.exp(32 * (s + 0.1))).sum(0)).mean()

    def memory(a: Any, c: Any) -> Any:
        d = np.sqrt(dist2(unit(a.z), unit(a.memory)))
        return np.where(a.labels[:, None] == a.memory_labels, d, np.maximum(0.5 - d, 0)).mean()

    def cosent(a: Any, c: Any) -> Any:
        s = 20 * (unit(a.x1) * unit(a.x2)).sum(1)
        n = range(len(s))
        return np.log(1 + sum(np.exp(s[j] - s[i]) for i in n for j in n if a.grade[i] > a.grade[j]))

    def online(a: Any, c: Any) -> Any:
        d = 1 - (unit(a.x1) * unit(a.x2)).sum(1)
        pos, neg = d[a.similar == 1], d[a.similar == 0]
        return (pos[pos > neg.min()] ** 2).sum() + (np.maximum(0.5 - neg[neg < pos.max()], 0) ** 2).sum()

    def npairs(a: Any, c: Any) -> Any:
        reg = (a.anchors**2).sum(1).mean() + (a.positives**2).sum(1).mean()
        return ce(a.anchors @ a.positives.T, np.arange(len(a.anchors))).mean() + 0.005 * reg

    def dcl(a: Any, c: Any) -> Any:
        x, y = unit(a.z1), unit(a.z2)
        n, total = len(x), 0.0
        for i in range(n):
            others = [np.exp(x[i] @ v[j] / 0.1) for v in (x, y) for j in range(n) if j != i]
            total += np.log(sum(others)) - x[i] @ y[i] / 0.1
        return total / n

    def cached(a: Any, c: Any) -> Any:
        """InfoNCE of the whole batch at once, through the encoder."""
        x, y = (unit(np.tanh(side @ a.model_0_weight.T + a.model_0_bias)) for side in (a.queries, a.keys))
        return ce(x @ y.T / 0.07, np.arange(len(x))).mean()

    def dino(a: Any, c: Any) -> Any:
        return -(soft(c.teacher / 0.04) * log_soft(a.student / 0.1)).sum(1).mean()

    def swav(a: Any, c: Any) -> Any:
        def codes(s: Any) -> Any:
            q = np.exp(s / 0.05)
            for _ in range(3):
                q = q / q.sum(0)
                q = q / q.sum(1, keepdims=True)
            return q

        one = -(codes(c.scores1) * log_soft(a.scores2 / 0.1)).sum(1).mean()
        return (one - (codes(c.scores2) * log_soft(a.scores1 / 0.1)).sum(1).mean()) / 2

    def jsd(a: Any, c: Any) -> Any:
        p, q = soft(c.teacher), soft(a.student)
        m = (p + q) / 2
        return ((p * np.log(p / m)).sum() + (q * np.log(q / m)).sum()) / 2 / len(p)

    def kd(a: Any, c: Any) -> Any:
        p = soft(c.teacher / 2)
        kl = (p * (np.log(p) - log_soft(a.student / 2))).sum(1).mean()
        return 2 * kl + 0.5 * ce(a.student, a.target).mean()

    def triplet(a: Any, c: Any) -> Any:
        near, far = (np.abs(a.anchor - other).sum(1) for other in (a.positive, a.negative))
        return np.maximum(near - far + 1, 0).mean()

    def robust_dpo(a: Any, c: Any) -> Any:
        h = 0.1 * (a.policy_chosen - a.ref_chosen - a.policy_rejected + a.ref_rejected)
        return ((0.9 * plus(-h) - 0.1 * plus(h)) / 0.8).mean()

    return {
        "multi_similarity": multi_similarity,
        "circle": circle,
        "proxy_anchor": proxy,
        "cross_batch_memory": memory,
        "cosent": cosent,
        "online_contrastive": online,
        "npairs": npairs,
        "dcl": dcl,
        "cached_info_nce": cached,
        "dino": dino,
        "swav": swav,
        "gkd_jsd": jsd,
        "kd_kl_plus_ce": kd,
        "byol_simsiam": lambda a, c: -(unit(a.p) * unit(c.z)).sum(1).mean(),
        "triplet_with_distance": triplet,
        "robust_dpo": robust_dpo,
    }


def distributions() -> dict[str, Derived]:
    def sinkhorn(a: Any, c: Any) -> Any:
        """The factors that scale the kernel to its margins, by turns; the block has their logs."""

        def transport(x: Any, y: Any) -> Any:
            kernel, v = np.exp(-dist2(x, y) / 0.1), np.ones(len(y))
            for _ in range(50):
                u = 1 / (kernel @ v / len(y))
                v = 1 / (u @ kernel / len(x))
            return 0.1 * (np.log(u).mean() + np.log(v).mean())

        return transport(a.x, a.y) - (transport(a.x, a.x) + transport(a.y, a.y)) / 2

    def mmd(a: Any, c: Any) -> Any:
        def k(x: Any, y: Any) -> Any:
            return np.exp(-dist2(x, y) / 2).mean()

        return k(a.x, a.x) + k(a.y, a.y) - 2 * k(a.x, a.y)

    def reverse_kl(a: Any, c: Any) -> Any:
        return (np.exp(a.log_q) * (a.log_q - np.log(a.p))).sum(1).mean()

    return {
        "sinkhorn": sinkhorn,
        "mmd": mmd,
        "reverse_kl": reverse_kl,
        "wasserstein": lambda a, c: stats.wasserstein_distance(a.u, a.v),
    }


def sequences() -> dict[str, Derived]:
    def soft_dtw(a: Any, c: Any) -> Any:
        """−log of the sum of e^(−cost) over all paths, each listed."""
        cost = dist2(a.x, a.y)

        def paths(i: int, j: int) -> list[Any]:
            if (i, j) == (0, 0):
                return [cost[0, 0]]
            back = [(i - 1, j), (i, j - 1), (i - 1, j - 1)]
            return [before + cost[i, j] for u, v in back if u >= 0 and v >= 0 for before in paths(u, v)]

        return -special.logsumexp(-np.array(paths(len(a.x) - 1, len(a.y) - 1)))

    def rnnt(a: Any, c: Any) -> Any:
        """Each order of blanks and symbols before the last blank is a path."""
        total = 0.0
        for logits, symbols in zip(a.logits, a.targets, strict=True):
            log_p, (t_all, u_all) = log_soft(logits, -1), logits.shape[:2]
            ways = []
            for places in itertools.combinations(range(t_all + u_all - 2), u_all - 1):
                t = u = 0
                way = 0.0
                for step in range(t_all + u_all - 2):
                    way += log_p[t, u, symbols[u]] if step in places else log_p[t, u, 0]
                    t, u = (t, u + 1) if step in places else (t + 1, u)
                ways.append(way + log_p[t_all - 1, u_all - 1, 0])
            total -= special.logsumexp(ways)
        return total / len(a.logits)

    @functools.cache
    def ways(classes: int, length: int, symbols: tuple[int, ...]) -> Any:
        """Return every string that reads as the symbols when repeats are merged and blanks left out."""
        every = itertools.product(range(classes), repeat=length)
        return np.array([way for way in every if tuple(k for k, _ in itertools.groupby(way) if k) == symbols])

    def ctc_attention(a: Any, c: Any) -> Any:
        # PyTorch's gradient of CTC is that of the logits which log_softmax was given: it is taken once more.
        log_p, ctc, decoder = log_soft(a.log_probs, 2), [], []
        for i, (length, count) in enumerate(zip(a.input_lengths, a.target_lengths, strict=True)):
            strings = ways(log_p.shape[2], int(length), tuple(int(k) for k in a.targets[i, :count]))
            ctc.append(-special.logsumexp(log_p[np.arange(length), i, strings].sum(1)) / count)
            decoder.extend(ce(a.decoder_logits[i, :count], a.targets[i, :count]))
        return 0.3 * np.mean(ctc) + 0.7 * np.mean(decoder)

    def crf(a: Any, c: Any) -> Any:
        """Add up every sequence of tags there is."""

        def score(i: int, tags: tuple[int, ...]) -> Any:
            steps = sum(a.transitions[k, m] for k, m in itertools.pairwise(tags))
            return sum(a.emissions[i, t, k] for t, k in enumerate(tags)) + steps

        rows, length, classes = a.emissions.shape
        every = list(itertools.product(range(classes), repeat=length))
        totals = [special.logsumexp([score(i, tags) for tags in every]) for i in range(rows)]
        return np.mean([totals[i] - score(i, tuple(a.tags[i])) for i in range(rows)])

    return {
        "crf_nll": crf,
        "soft_dtw": soft_dtw,
        "rnnt": rnnt,
        "ctc_attention": ctc_attention,
    }


def images() -> dict[str, Derived]:
    def likeness(x: Any, y: Any) -> tuple[Any, Any]:
        """Return how alike the structure and the brightness of each window of 7 × 7 are."""
        u, v = (
            np.lib.stride_tricks.sliding_window_view(z, (7, 7), (2, 3)).reshape(*z.shape[:2], -1, 49) for z in (x, y)
        )
        mu, mv = u.mean(-1), v.mean(-1)
        du, dv = u - mu[..., None], v - mv[..., None]
        varu, varv, cov = (np.einsum("nctk,nctk->nct", d, e) / 49 for d, e in ((du, du), (dv, dv), (du, dv)))
        return (2 * cov + 9e-4) / (varu + varv + 9e-4), (2 * mu * mv + 1e-4) / (mu**2 + mv**2 + 1e-4)

    def ssim(a: Any, c: Any) -> Any:
        structure, brightness = likeness(a.x, a.y)
        return 1 - (structure * brightness).mean()

    def ms_ssim_l1(a: Any, c: Any) -> Any:
        """The geometric mean over the scales is that of each image."""

        def half(z: Any) -> Any:
            return (z[..., ::2, ::2] + z[..., 1::2, ::2] + z[..., ::2, 1::2] + z[..., 1::2, 1::2]) / 4

        fine, middle = (a.x, a.y), (half(a.x), half(a.y))
        coarse = half(middle[0]), half(middle[1])
        one, two, (structure, brightness) = likeness(*fine)[0], likeness(*middle)[0], likeness(*coarse)
        scales = [z.mean((1, 2)) for z in (one, two, structure * brightness)]
        return 0.84 * (1 - stats.gmean(scales, axis=0).mean()) + 0.16 * np.abs(a.x - a.y).mean()

    return {
        "perceptual": lambda a, c: ((a.x.mean(1) - a.y.mean(1)) ** 2).mean(),
        "ssim": ssim,
        "ms_ssim_l1": ms_ssim_l1,
    }


def others() -> dict[str, Derived]:
    def vae(a: Any, error: Any, beta: float) -> Any:
        return (error.sum(1) + beta * 0.5 * (a.mu**2 + np.exp(a.logvar) - 1 - a.logvar).sum(1)).mean()

    def snr(p: Any, t: Any) -> Any:
        p, t = p - p.mean(), t - t.mean()
        kept = (p @ t) / (t @ t) * t
        return 10 * np.log10((kept @ kept) / ((p - kept) @ (p - kept)))

    def pit(a: Any, c: Any) -> Any:
        def best(p: Any, t: Any) -> Any:
            return min(
                -np.mean([snr(p[o], t[k]) for k, o in enumerate(order)])
                for order in itertools.permutations(range(len(p)))
            )

        return np.mean([best(p, t) for p, t in zip(a.pred, a.target, strict=True)])

    def giou(a: Any, c: Any) -> Any:
        def area(b: Any) -> Any:
            return max(b[2] - b[0], 0) * max(b[3] - b[1], 0)

        total = 0.0
        for p, t in zip(a.pred, a.true, strict=True):
            both = area([max(p[0], t[0]), max(p[1], t[1]), min(p[2], t[2]), min(p[3], t[3])])
            union = area(p) + area(t) - both
            hull = area([min(p[0], t[0]), min(p[1], t[1]), max(p[2], t[2]), max(p[3], t[3])])
            total += 2 * (1 - both / union + (hull - union) / hull) + 5 * np.abs(p - t).sum()
        return total / len(a.pred)

    def spectra(a: Any, c: Any) -> Any:
        """Each frame under its window, by `numpy.fft`, of waves that are mirrored at their ends."""

        def magnitude(x: Any, n: int) -> Any:
            x = np.pad(x, ((0, 0), (n // 2, n // 2)), mode="reflect")
            frames = np.stack([x[:, i : i + n] for i in range(0, x.shape[1] - n + 1, n // 4)])
            return np.abs(np.fft.rfft(frames * np.sin(np.pi * np.arange(n) / n) ** 2))

        total = 0.0
        for n in (512, 1024, 2048):
            p, t = magnitude(a.pred, n), magnitude(a.target, n)
            total += np.sqrt(((t - p) ** 2).sum() / (t**2).sum()) + np.abs(np.log(p / t)).mean()
        return total / 3

    def critic(a: Any, c: Any) -> Any:
        """The critic is w·tanh(Wx + b) + d, and its slope is (w·(1 − tanh²))W."""

        def hidden(x: Any) -> Any:
            return np.tanh(x @ a.critic_0_weight.T + a.critic_0_bias)

        def score(x: Any) -> Any:
            return (hidden(x) @ a.critic_2_weight.T + a.critic_2_bias).mean()

        between = c.share * c.real + (1 - c.share) * c.fake
        slope = ((1 - hidden(between) ** 2) * a.critic_2_weight) @ a.critic_0_weight
        return score(c.fake) - score(a.real) + 10 * ((np.linalg.norm(slope, axis=1) - 1) ** 2).mean()

    return {
        "deep_svdd": lambda a, c: np.mean([np.linalg.norm(z - c.centre) ** 2 for z in a.embeddings]),
        "weighted_sum": lambda a, c: 1.0 * a.losses[0] + 4.0 * a.losses[1],
        "beta_vae": lambda a, c: vae(a, (a.recon - a.x) ** 2 / 2, 4),
        "elbo_bce": lambda a, c: vae(a, bce(a.recon_logits, a.x), 1),
        "lsgan": lambda a, c: (((a.real - 1) ** 2).mean() + (a.fake**2).mean()) / 2,
        "l1_plus_gan": lambda a, c: plus(-a.fake_scores).mean() + 100 * np.abs(a.fake - a.real).mean(),
        "l1_mel_plus_gan": lambda a, c: ((a.fake_scores - 1) ** 2).mean() + 45 * np.abs(a.mel_fake - a.mel_real).mean(),
        "si_snr": lambda a, c: -np.mean([snr(p, t) for p, t in zip(a.pred, a.target, strict=True)]),
        "si_snr_pit": pit,
        "giou_plus_l1": giou,
        "multi_res_stft": spectra,
        "wgan_gp": critic,
    }


DERIVED: dict[str, Derived] = {
    **regression(),
    **classification(),
    **ranking(),
    **masks(),
    **survival(),
    **embeddings(),
    **distributions(),
    **sequences(),
    **images(),
    **others(),
}
