# expect: failed
# diagnosis: subtracted
import torch


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    x = logits - tau * torch.log(prior / prior.sum())
    return -x.log_softmax(1).gather(1, target[:, None]).mean()
