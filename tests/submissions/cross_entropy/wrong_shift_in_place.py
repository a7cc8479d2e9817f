# expect: failed
# diagnosis: mutates_input
# Through .data: the value is right, the caller's logits are not what they were.
import torch


def cross_entropy_loss(logits, target):
    logits.data -= logits.data.max(dim=1, keepdim=True).values
    return (logits.exp().sum(1).log() - logits.gather(1, target[:, None])[:, 0]).mean()
