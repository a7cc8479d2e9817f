# expect: failed
# diagnosis: unstable
# One maximum for the whole batch: rows far below it underflow to log 0.
import torch


def cross_entropy_loss(logits, target):
    z = logits - logits.max()
    own = z.gather(1, target[:, None])[:, 0]
    return (z.exp().sum(dim=1).log() - own).mean()
