# expect: failed
# diagnosis: entropy_missing
import torch
import torch.nn.functional as F


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    return (advantages.detach() * F.cross_entropy(logits, actions, reduction="none")).mean()
