"""Reference losses of the router of a mixture of experts: one row of logits a token, one column an expert."""

from __future__ import annotations

import torch
from torch import Tensor


def router_z_loss(router_logits: Tensor) -> Tensor:
    """Router z-loss: the square of the log-sum-exp over the experts, then the mean over the tokens.

    Args:
        router_logits: The router's raw scores, `[N, E]`.

    Returns:
        A scalar, in squared nats; (log E)² where all logits are 0.

    Source: Zoph et al. 2022, ST-MoE, arXiv 2202.08906.
    """
    return torch.logsumexp(router_logits, dim=1).square().mean()


def load_balancing_loss(router_logits: Tensor, top_k: int = 2) -> Tensor:
    """Load-balancing loss: E·Σ_e f_e·P_e over the experts e.

    f_e is the share of tokens whose top k logits hold e, so that Σ f = top_k, and a constant to the gradient; P_e is
    the mean over the tokens of the softmax.

    Args:
        router_logits: The router's raw scores, `[N, E]`; without ties at the k-th place.
        top_k: Experts that each token is sent to, at most E.

    Returns:
        A scalar without unit; top_k where all P are 1/E.

    Source: Fedus et al. 2021, Switch Transformers, arXiv 2101.03961, equations 4 to 6, for top_k = 1; transformers,
    `load_balancing_loss_func`, for more.
    """
    tokens, experts = router_logits.shape
    chosen = router_logits.topk(top_k, dim=1).indices.flatten()
    share = torch.bincount(chosen, minlength=experts).to(router_logits.dtype) / tokens
    return experts * (share * router_logits.softmax(dim=1).mean(dim=0)).sum()
