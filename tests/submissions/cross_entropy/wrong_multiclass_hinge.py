# expect: failed
# The gap to the best other class, without the soft maximum.
import torch


def cross_entropy_loss(logits, target):
    own = logits.gather(1, target[:, None])[:, 0]
    return (logits.max(dim=1).values - own).mean()
