"""Reference losses that are made of other losses."""

from __future__ import annotations

import torch
from torch import Tensor


def multi_task_loss(losses: Tensor, log_vars: Tensor) -> Tensor:
    """Sum of the losses of several tasks, weighted by learnt uncertainty: Σ exp(−s)·L + s.

    Args:
        losses: One loss for each task, `[T]`, 0 or more.
        log_vars: The logarithm of each task's variance, `[T]`: parameters that are learnt beside the model.

    Returns:
        A scalar: the sum over the tasks, without a factor ½; possibly negative.

    Source: Kendall, Gal and Cipolla 2018, Multi-Task Learning Using Uncertainty to Weigh Losses, there with a ½ on both
        terms for regression.
    """
    return (torch.exp(-log_vars) * losses + log_vars).sum()
