"""Short names of built-in losses become everything that a submission could call them by."""

from __future__ import annotations

from lossquiz.grading.sandbox.both.job import Forbidden

# Functional name -> the class that wraps it (torch/nn/modules/loss.py).
CLASSES = {
    "binary_cross_entropy": "BCELoss",
    "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
    "cosine_embedding_loss": "CosineEmbeddingLoss",
    "cross_entropy": "CrossEntropyLoss",
    "ctc_loss": "CTCLoss",
    "gaussian_nll_loss": "GaussianNLLLoss",
    "hinge_embedding_loss": "HingeEmbeddingLoss",
    "huber_loss": "HuberLoss",
    "kl_div": "KLDivLoss",
    "l1_loss": "L1Loss",
    "linear_cross_entropy": "LinearCrossEntropyLoss",
    "margin_ranking_loss": "MarginRankingLoss",
    "mse_loss": "MSELoss",
    "multi_margin_loss": "MultiMarginLoss",
    "multilabel_margin_loss": "MultiLabelMarginLoss",
    "multilabel_soft_margin_loss": "MultiLabelSoftMarginLoss",
    "nll_loss": "NLLLoss",
    "poisson_nll_loss": "PoissonNLLLoss",
    "smooth_l1_loss": "SmoothL1Loss",
    "soft_margin_loss": "SoftMarginLoss",
    "triplet_margin_loss": "TripletMarginLoss",
    "triplet_margin_with_distance_loss": "TripletMarginWithDistanceLoss",
}

# Operators that carry another name than the function, or several (native_functions.yaml).
OPERATORS = {
    "cross_entropy": ("cross_entropy_loss",),
    "ctc_loss": ("ctc_loss", "_ctc_loss"),
    "linear_cross_entropy": ("linear_cross_entropy", "_linear_cross_entropy"),
    "nll_loss": ("nll_loss", "nll_loss_nd", "nll_loss2d"),
}

_D = "torch.distributions"
_OF_CLASSES = (
    "cross_entropy",
    "nll_loss",
    "kl_div",
    "ctc_loss",
    "linear_cross_entropy",
    f"{_D}.categorical.Categorical.log_prob",
    f"{_D}.one_hot_categorical.OneHotCategorical.log_prob",
    f"{_D}.multinomial.Multinomial.log_prob",
    f"{_D}.kl._kl_categorical_categorical",
    f"{_D}.kl.kl_divergence",
)
_OF_TWO_CLASSES = (
    "binary_cross_entropy",
    f"{_D}.bernoulli.Bernoulli.log_prob",
    f"{_D}.binomial.Binomial.log_prob",
)
_BINARY = (
    "binary_cross_entropy_with_logits",
    "soft_margin_loss",
    "multilabel_soft_margin_loss",
    *_OF_TWO_CLASSES,
    *(name for name in _OF_CLASSES if name != "kl_div"),
)
_MULTICLASS = (
    *_OF_CLASSES,
    *_OF_TWO_CLASSES,
    "hinge_embedding_loss",
    "margin_ranking_loss",
    "poisson_nll_loss",
    "torch.nn.modules.adaptive.AdaptiveLogSoftmaxWithLoss.forward",
)
_ABSOLUTE = ("l1_loss", "smooth_l1_loss", "huber_loss", f"{_D}.laplace.Laplace.log_prob")
_SQUARES = (
    "mse_loss",
    "huber_loss",
    "smooth_l1_loss",
    "gaussian_nll_loss",
    f"{_D}.normal.Normal.log_prob",
    f"{_D}.multivariate_normal.MultivariateNormal.log_prob",
    f"{_D}.lowrank_multivariate_normal.LowRankMultivariateNormal.log_prob",
    f"{_D}.kl._kl_normal_normal",
    f"{_D}.kl.kl_divergence",
)
_MARGIN = (
    "margin_ranking_loss",
    "hinge_embedding_loss",
    "multi_margin_loss",
    "multilabel_margin_loss",
    "triplet_margin_loss",
    "triplet_margin_with_distance_loss",
)

# What computes a loss by itself, with special arguments: a margin, a beta, two classes made of one number. The sets are
# closed: `tests/grading/cases/test_from_scratch.py` searches torch's losses and distributions, and finds no other.
SAME = {
    "binary_cross_entropy": _BINARY,
    "binary_cross_entropy_with_logits": _BINARY,
    "cross_entropy": _MULTICLASS,
    "huber_loss": ("huber_loss", "smooth_l1_loss"),
    "kl_div": ("kl_div", f"{_D}.kl.kl_divergence", f"{_D}.kl._kl_categorical_categorical"),
    "l1_loss": _ABSOLUTE,
    "margin_ranking_loss": _MARGIN,
    "mse_loss": _SQUARES,
    "smooth_l1_loss": ("huber_loss", "smooth_l1_loss"),
    "triplet_margin_loss": ("triplet_margin_loss", "triplet_margin_with_distance_loss"),
}


ALONE = "="


def closed(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names, with everything that computes by itself what one of them does.

    What stands behind a `=` is meant alone: the built-in does what is asked for by an argument that the others lack.
    """
    same = (other for name in names for other in SAME.get(name, ()))
    return tuple(dict.fromkeys((*(name.removeprefix(ALONE) for name in names), *same)))


def forbid(names: tuple[str, ...]) -> Forbidden:
    """Spell out short names such as `huber_loss`, and all that computes the same.

    Args:
        names: Functional names of torch losses, or dotted names, which stand for themselves only, as do short ones
            behind a `=`.

    Returns:
        Functions and classes by dotted name, and operators.
    """
    functions: list[str] = []
    operators: list[str] = []
    for name in closed(names):
        if "." in name:
            functions.append(name)
            continue
        functions += [f"torch.nn.functional.{name}", f"torch.{name}", f"torch._C._nn.{name}"]
        if name in CLASSES:
            functions += [f"torch.nn.{CLASSES[name]}", f"torch.nn.modules.loss.{CLASSES[name]}"]
        operators += OPERATORS.get(name, (name,))
    return Forbidden(tuple(functions), tuple(operators))
