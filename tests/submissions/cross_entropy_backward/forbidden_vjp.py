# expect: forbidden
import torch
from torch import func


def cross_entropy_backward(logits, target):
    def loss(x):
        return (x.logsumexp(1) - x.gather(1, target[:, None])[:, 0]).mean()

    value, pull = func.vjp(loss, logits)
    return pull(torch.ones_like(value))[0]
