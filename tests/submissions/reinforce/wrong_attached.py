# expect: failed
# diagnosis: advantages_not_detached
import torch
import torch.nn.functional as F


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    log_p = F.log_softmax(logits, dim=-1)
    cost = F.nll_loss(log_p, actions, reduction="none")
    entropy = -(log_p.exp() * log_p).sum(dim=1)
    return (advantages * cost - entropy_weight * entropy).mean()
