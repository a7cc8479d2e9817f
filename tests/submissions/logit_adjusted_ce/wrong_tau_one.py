# expect: failed
# diagnosis: tau_ignored | parameter_ignored
import torch


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    x = logits + torch.log(prior)
    return -x.log_softmax(1).gather(1, target[:, None]).mean()
