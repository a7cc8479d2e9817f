# expect: passed
import torch


def cross_entropy_loss(logits, target):
    x = logits.clone()
    x -= x.max(1, keepdim=True)[0].detach()
    own = x[range(len(x)), target]
    return (x.exp().sum(1).log_() - own).mean()
