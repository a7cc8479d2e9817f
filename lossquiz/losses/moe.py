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
