# expect: failed
# diagnosis: tau_on_the_logits
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    return F.cross_entropy(tau * (logits + prior.log()), target)
