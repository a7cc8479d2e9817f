# expect: failed
# wrong: advantages of exactly 0 are left out of the mean
import math

import torch
import torch.nn.functional as F


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    lp = F.log_softmax(logits, dim=1)
    h = -(lp.exp() * lp).sum(1)
    la = lp.gather(1, actions[:, None]).squeeze(1)
    a = advantages.detach()
    n = (a != 0).sum().clamp(min=1)
    return -(a * la).sum() / n - entropy_weight * h.mean()
