# expect: failed
# diagnosis: log_of_softmax | unstable
import torch


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    p = (logits + tau * prior.log()).softmax(1)
    return -p[torch.arange(len(target)), target].log().mean()
