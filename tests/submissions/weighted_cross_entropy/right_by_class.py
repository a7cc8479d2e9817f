# expect: passed
import torch


def weighted_cross_entropy_loss(logits, target, weight):
    nll = logits.logsumexp(1) - logits.gather(1, target[:, None]).squeeze(1)
    sums = torch.zeros_like(weight).index_add(0, target, nll)
    counts = torch.bincount(target, minlength=len(weight)).to(weight.dtype)
    return (weight * sums).sum() / (weight * counts).sum()
