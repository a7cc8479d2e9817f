# expect: failed
# diagnosis: tau_on_the_logits
import torch
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    log_prior = (prior / prior.sum()).log()
    return F.cross_entropy(tau * (logits + log_prior), target)
