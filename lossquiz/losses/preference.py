"""Reference losses over pairs of answers of which one was preferred.

Every function returns a 0-d tensor of the inputs' dtype: the mean over the pairs. Log-probabilities are natural
logarithms of whole answers. `logsigmoid` stays finite, and has the exact gradient, wherever its argument is finite.
"""

from __future__ import annotations

import math

import torch
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


def _log_odds(logps: Tensor) -> Tensor:
    """Return log(p/(1 − p)) of log p < 0, with the form of log(1 − p) that keeps its digits on either side of p = ½."""
    near_one = logps > -math.log(2)
    large, small = torch.where(near_one, logps, -1.0), torch.where(near_one, -1.0, logps)
    return logps - torch.where(near_one, torch.log(-torch.expm1(large)), torch.log1p(-torch.exp(small)))


def orpo_loss(chosen_logps: Tensor, rejected_logps: Tensor, beta: float = 0.1) -> Tensor:
    """Odds ratio preference optimisation: −mean(c) − β·mean log σ(log-odds of c − log-odds of r).

    Args:
        chosen_logps: Log-probability of each chosen answer, averaged over its tokens, `[B]`, below 0, in nats.
        rejected_logps: The same of the rejected answer, `[B]`.
        beta: Weight of the odds-ratio term, the λ of the paper.

    Returns:
        A scalar, in nats.

    Source: Hong et al. 2024, arXiv 2403.07691.
    """
    log_odds_ratio = _log_odds(chosen_logps) - _log_odds(rejected_logps)
    return -chosen_logps.mean() - beta * F.logsigmoid(log_odds_ratio).mean()


def simpo_loss(
    chosen_logps: Tensor,
    rejected_logps: Tensor,
    chosen_len: Tensor,
    rejected_len: Tensor,
    beta: float = 2.0,
    gamma: float = 1.0,
) -> Tensor:
    """SimPO: −log σ(β·(c/|c| − r/|r|) − γ), then the mean over the pairs.

    Args:
        chosen_logps: Log-probability of each chosen answer, summed over its tokens, `[B]`, in nats.
        rejected_logps: The same of the rejected answer, `[B]`.
        chosen_len: Tokens of each chosen answer, int64 `[B]`, at least 1.
        rejected_len: Tokens of each rejected answer, int64 `[B]`, at least 1.
        beta: Scale of the rewards, the averaged log-probabilities.
        gamma: Margin by which the chosen reward should win, in units of the scaled reward.

    Returns:
        A scalar, in nats.

    Source: Meng et al. 2024, arXiv 2405.14734.
    """
    gap = chosen_logps / chosen_len - rejected_logps / rejected_len
    return -F.logsigmoid(beta * gap - gamma).mean()


def ppo_clip_loss(log_probs: Tensor, old_log_probs: Tensor, advantages: Tensor, clip: float = 0.2) -> Tensor:
    """PPO's clipped surrogate: −min(ρ·A, clamp(ρ, 1 − clip, 1 + clip)·A), ρ = π/π_old, then the mean.

    Args:
        log_probs: Log-probabilities of the sampled actions under the policy now, `[B]`.
        old_log_probs: The same under the policy that drew them, `[B]`; they get no gradient.
        advantages: How much better than expected each action was, `[B]`; they get no gradient.
        clip: How far ρ may move from 1; between 0 and 1.

    Returns:
        A scalar, in units of the advantage.

    Source: Schulman et al. 2017, arXiv 1707.06347, equation 7.
    """
    ratio, gain = torch.exp(log_probs - old_log_probs.detach()), advantages.detach()
    return -torch.minimum(ratio * gain, ratio.clamp(1 - clip, 1 + clip) * gain).mean()


def grpo_loss(log_probs: Tensor, rewards: Tensor, group_size: int) -> Tensor:
    """Policy gradient with group-relative advantages: −A·log π, A = (r − mean)/(std + 1e-6) of a group, then the mean.

    Args:
        log_probs: Log-probabilities of the sampled answers, `[B]`.
        rewards: Their rewards, `[B]`; they get no gradient.
        group_size: Answers to one prompt; they follow one another, and B is a multiple of it.

    Returns:
        A scalar. The standard deviation is the biased one, divided by group_size.

    Source: the advantage of Shao et al. 2024, arXiv 2402.03300, in the gradient of REINFORCE: no ratio, no clip, no KL.
    """
    groups = rewards.detach().view(-1, group_size)
    centred = groups - groups.mean(dim=1, keepdim=True)
    advantage = centred / (centred.square().mean(dim=1, keepdim=True).sqrt() + 1e-6)
    return -(advantage.flatten() * log_probs).mean()


def kto_loss(policy_logps: Tensor, ref_logps: Tensor, desirable: Tensor, kl: Tensor, beta: float = 0.1) -> Tensor:
    """KTO: 1 − σ(β(h − kl)) of good answers and 1 − σ(β(kl − h)) of bad ones, h = π − r, then one mean over all.

    Args:
        policy_logps: Log-probability of each answer under the policy, `[B]`, summed over its tokens, in nats.
        ref_logps: The same under the frozen reference model, `[B]`; they get no gradient.
        desirable: 1 for a good answer, 0 for a bad one, `[B]`, of the log-probabilities' dtype.
        kl: Estimate of KL(policy ‖ reference), 0-d, not negative; it gets no gradient.
        beta: How sharply gain and loss saturate, in 1/nats; positive.

    Returns:
        A scalar between 0 and 1; ½ while policy and reference agree and kl is 0.

    Source: Ethayarajh et al. 2024, arXiv 2402.01306, with both weights 1.
    """
    gain = beta * (policy_logps - ref_logps.detach() - kl.detach())
    return torch.sigmoid(torch.where(desirable > 0, -gain, gain)).mean()


def grpo_clip_loss(
    log_probs: Tensor,
    old_log_probs: Tensor,
    ref_log_probs: Tensor,
    advantages: Tensor,
    mask: Tensor,
    clip: float = 0.2,
    beta: float = 0.04,
) -> Tensor:
    """GRPO: per token −(min(ρ·A, clamp(ρ, 1 ± clip)·A) − β·(e^d − d − 1)), then a mean of means.

    ρ = exp(log_probs − old_log_probs) and d = ref_log_probs − log_probs. The tokens kept are averaged within each
    answer, then the answers; one without a kept token counts as 0.

    Args:
        log_probs: Log-probabilities of the sampled tokens under the policy now, `[B, T]`.
        old_log_probs: The same under the policy that drew them; they get no gradient.
        ref_log_probs: The same under the reference model; they get no gradient.
        advantages: One for each answer, `[B]`; they get no gradient.
        mask: 1 for tokens that count and 0 for the others, `[B, T]`, in the dtype of the log-probabilities.
        clip: How far ρ may move from 1; between 0 and 1.
        beta: Weight of the KL estimate.

    Returns:
        A scalar.

    Source: Shao et al. 2024, DeepSeekMath, arXiv 2402.03300, equations 3 and 4.
    """
    kept = mask > 0
    change = (log_probs - old_log_probs.detach()).masked_fill(~kept, 0.0)
    gap = (ref_log_probs.detach() - log_probs).masked_fill(~kept, 0.0)
    ratio, gain = change.exp(), advantages.detach().unsqueeze(1)
    reward = torch.minimum(ratio * gain, ratio.clamp(1 - clip, 1 + clip) * gain)
    token = (beta * (torch.expm1(gap) - gap) - reward).masked_fill(~kept, 0.0)
    return (token.sum(dim=1) / mask.sum(dim=1).clamp(min=1)).mean()
