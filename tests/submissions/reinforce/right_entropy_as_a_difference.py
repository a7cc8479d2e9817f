# expect: passed
import torch
from torch import nn


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    # H = logsumexp(x) - sum of p x, with the rows shifted so that nothing large is subtracted
    x = logits - logits.max(dim=1, keepdim=True).values.detach()
    cost = nn.CrossEntropyLoss(reduction="none")(x, actions)
    entropy = x.logsumexp(1) - (x.softmax(1) * x).sum(1)
    return torch.stack((cost * advantages.detach(), -entropy_weight * entropy)).sum(0).mean()
