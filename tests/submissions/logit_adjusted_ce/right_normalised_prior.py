# expect: passed
import torch


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    share = prior / prior.sum()
    x = logits + tau * torch.log(share)
    return (x.logsumexp(1) - x.gather(1, target[:, None])[:, 0]).mean()
