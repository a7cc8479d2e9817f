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

# Operators that carry another name than the function (native_functions.yaml).
OPERATORS = {
    "cross_entropy": ("cross_entropy_loss",),
    "nll_loss": ("nll_loss_nd", "nll_loss_forward", "nll_loss2d", "nll_loss2d_forward"),
    "linear_cross_entropy": ("linear_cross_entropy",),
}


def forbid(names: tuple[str, ...]) -> Forbidden:
    """Spell out short names such as `huber_loss`.

    Args:
        names: Functional names of torch losses, or dotted names, which stand for themselves only.

    Returns:
        Functions and classes by dotted name, operators, and autograd nodes.
    """
    functions: list[str] = []
    operators: list[str] = []
    for name in names:
        if "." in name:
            functions.append(name)
            continue
        functions += [f"torch.nn.functional.{name}", f"torch.{name}", f"torch._C._nn.{name}"]
        if name in CLASSES:
            functions += [f"torch.nn.{CLASSES[name]}", f"torch.nn.modules.loss.{CLASSES[name]}"]
        operators += [name, *OPERATORS.get(name, ())]
    nodes = [f"{_camel(operator)}Backward{version}" for operator in operators for version in (0, 1)]
    return Forbidden(tuple(functions), tuple(operators), tuple(nodes))


def _camel(operator: str) -> str:
    """Name the autograd node of an operator as torch's code generator does: `nll_loss2d` -> `NllLoss2D`."""
    camel = "".join(part[:1].upper() + part[1:] for part in operator.removesuffix("_forward").split("_"))
    return camel.replace("2d", "2D")
