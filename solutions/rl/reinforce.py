"""Policy gradient with an entropy bonus, from logits."""

import torch
import torch.nn.functional as F


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    cost = F.cross_entropy(logits, actions, reduction="none")
    log_p = F.log_softmax(logits, dim=1)
    entropy = -torch.sum(torch.exp(log_p) * log_p, dim=1)
    return torch.mean(advantages.detach() * cost - entropy_weight * entropy)
