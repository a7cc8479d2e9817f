"""Reference losses over pairs of answers of which one was preferred.

Every function returns a 0-d tensor of the inputs' dtype: the mean over the pairs. Log-probabilities are natural
logarithms of whole answers. `logsigmoid` stays finite, and has the exact gradient, wherever its argument is finite.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def _log_ratio_gap(policy_chosen: Tensor, policy_rejected: Tensor, ref_chosen: Tensor, ref_rejected: Tensor) -> Tensor:
    return (policy_chosen - ref_chosen) - (policy_rejected - ref_rejected)


def dpo_loss(
    policy_chosen: Tensor, policy_rejected: Tensor, ref_chosen: Tensor, ref_rejected: Tensor, beta: float = 0.1
) -> Tensor:
    """Direct preference optimisation: −log σ(β·h), h = (π_c − r_c) − (π_r − r_r), then the mean over the pairs.

    Args:
        policy_chosen: Log-probability of each chosen answer under the policy, `[B]`, summed over its tokens, in nats.
        policy_rejected: The same of the rejected answer, `[B]`.
        ref_chosen: Log-probability of the chosen answer under the frozen reference model, `[B]`.
        ref_rejected: The same of the rejected answer, `[B]`.
        beta: Weight of the KL penalty that the loss stands for, in 1/nats; positive.

    Returns:
        A scalar, in nats; log 2 while policy and reference agree.

    Source: Rafailov et al. 2023, arXiv 2305.18290, equation 7.
    """
    gap = _log_ratio_gap(policy_chosen, policy_rejected, ref_chosen, ref_rejected)
    return -F.logsigmoid(beta * gap).mean()


def ipo_loss(
    policy_chosen: Tensor, policy_rejected: Tensor, ref_chosen: Tensor, ref_rejected: Tensor, beta: float = 0.1
) -> Tensor:
    """Identity preference optimisation: (h − 1/(2β))², h = (π_c − r_c) − (π_r − r_r), then the mean over the pairs.

    Args:
        policy_chosen: Log-probability of each chosen answer under the policy, `[B]`, in nats.
        policy_rejected: The same of the rejected answer, `[B]`.
        ref_chosen: Log-probability of the chosen answer under the frozen reference model, `[B]`.
        ref_rejected: The same of the rejected answer, `[B]`.
        beta: Weight of the KL penalty, the τ of the paper, in 1/nats; positive.

    Returns:
        A scalar, in squared nats; 1/(4β²) while policy and reference agree.

    Source: Azar et al. 2023, arXiv 2310.12036.
    """
    gap = _log_ratio_gap(policy_chosen, policy_rejected, ref_chosen, ref_rejected)
    return (gap - 1 / (2 * beta)).square().mean()


def reward_model_loss(chosen_rewards: Tensor, rejected_rewards: Tensor) -> Tensor:
    """Bradley–Terry loss of a reward model: −log σ(r_c − r_r), then the mean over the pairs.

    Args:
        chosen_rewards: The model's scalar reward of each chosen answer, `[B]`.
        rejected_rewards: The same of the rejected answer, `[B]`.

    Returns:
        A scalar, in nats; log 2 while the rewards are equal.

    Source: Bradley and Terry 1952; Ouyang et al. 2022, arXiv 2203.02155, equation 1.
    """
    return -F.logsigmoid(chosen_rewards - rejected_rewards).mean()
