# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    x = logits[keep]
    return (torch.logsumexp(x, 1) - x.gather(1, target[keep][:, None])[:, 0]).sum()
