# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    x = logits + tau * prior.log()
    return (x.logsumexp(1) - x[torch.arange(len(target)), target]).sum()
