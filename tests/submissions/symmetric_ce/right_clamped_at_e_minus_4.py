# expect: passed
import math

import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    y = F.one_hot(target, logits.shape[1]).double().clamp(min=math.exp(-4), max=1)
    rce = -(logits.double().softmax(1) * y.log()).sum(1).mean()
    return (alpha * F.cross_entropy(logits.double(), target) + beta * rce).to(logits.dtype)
