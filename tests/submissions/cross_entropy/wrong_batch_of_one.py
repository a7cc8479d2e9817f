# expect: failed
# diagnosis: only_batch_of_one
# squeeze takes the batch of one for the classes.
import torch


def cross_entropy_loss(logits, target):
    x = logits.squeeze()
    if x.dim() == 1:
        return (x.logsumexp(0) - x[target]).sum() / x.numel()
    return (x.logsumexp(1) - x.gather(1, target[:, None])[:, 0]).mean()
