"""Reference losses of reinforcement learning, per sampled action or token, averaged.

What belongs to an earlier policy, to a reference model or to the environment is a constant to the gradient.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def kl_estimate_loss(log_probs: Tensor, ref_log_probs: Tensor) -> Tensor:
    """The estimator k3 of KL(policy ‖ reference): e^d − d − 1 with d = ref − policy, then the mean over all elements.

    Args:
        log_probs: Log-probabilities of the sampled tokens under the policy, any shape.
        ref_log_probs: The same under the reference model; they get no gradient.

    Returns:
        A scalar, in nats, not negative.

    Source: J. Schulman, Approximating KL divergence, 2020; used by Shao et al. 2024, arXiv 2402.03300.
    """
    gap = ref_log_probs.detach() - log_probs
    return (torch.expm1(gap) - gap).mean()


def clipped_value_loss(values: Tensor, old_values: Tensor, returns: Tensor, clip: float = 0.2) -> Tensor:
    """Clipped value loss of PPO: ½·mean max((v − R)², (v_old + clamp(v − v_old, ±clip) − R)²).

    Args:
        values: The critic's values now, `[B]`.
        old_values: Its values when the samples were drawn, `[B]`; they get no gradient.
        returns: What the values should be, `[B]`; they get no gradient.
        clip: How far a value may move from the old one, in units of the value; positive.

    Returns:
        A scalar, in squared units of the value.

    Source: OpenAI baselines, ppo2; Huang et al. 2022, The 37 implementation details of PPO.
    """
    old, target = old_values.detach(), returns.detach()
    moved = old + (values - old).clamp(-clip, clip)
    return torch.maximum((values - target).square(), (moved - target).square()).mean() / 2


def double_dqn_loss(
    q: Tensor,
    next_q_online: Tensor,
    next_q_target: Tensor,
    actions: Tensor,
    rewards: Tensor,
    done: Tensor,
    discount: float = 0.99,
) -> Tensor:
    """Double DQN: smooth L1 of q[a] against r + discount·(1 − done)·next_q_target[argmax next_q_online], then the mean.

    Args:
        q: The online network's values of the states, `[N, A]`.
        next_q_online: Its values of the next states, `[N, A]`, which pick the action; no gradient, no ties.
        next_q_target: The target network's values of the next states, `[N, A]`, which judge it; no gradient.
        actions: The actions that were taken, int64 `[N]`.
        rewards: Their rewards, `[N]`.
        done: 1 where the episode ended, else 0, `[N]`, in the dtype of the rewards.
        discount: What a value one step later is worth, between 0 and 1.

    Returns:
        A scalar, in units of the value beyond errors of 1, in half its square below.

    Source: van Hasselt et al. 2015, arXiv 1509.06461; the clipped error of Mnih et al. 2015.
    """
    best = next_q_online.argmax(dim=1, keepdim=True)
    value = next_q_target.detach().gather(1, best).squeeze(1)
    goal = rewards + discount * (1 - done) * value
    return F.smooth_l1_loss(q.gather(1, actions.unsqueeze(1)).squeeze(1), goal)


def policy_gradient_loss(logits: Tensor, actions: Tensor, advantages: Tensor, entropy_weight: float = 0.01) -> Tensor:
    """REINFORCE with an entropy bonus: −mean A·log π(a) − entropy_weight·mean H(π).

    Args:
        logits: The policy's scores of the actions, `[N, A]`.
        actions: The actions that were taken, int64 `[N]`.
        advantages: How much better than expected each was, `[N]`; they get no gradient.
        entropy_weight: Weight of the entropy, a sum over the actions in nats; the gradient runs through it too.

    Returns:
        A scalar.

    Source: Williams 1992; the entropy bonus of Mnih et al. 2016, arXiv 1602.01783.
    """
    log_p = logits.log_softmax(dim=1)
    entropy = -(log_p.exp() * log_p).sum(dim=1).mean()
    taken = log_p.gather(1, actions.unsqueeze(1)).squeeze(1)
    return -(advantages.detach() * taken).mean() - entropy_weight * entropy
