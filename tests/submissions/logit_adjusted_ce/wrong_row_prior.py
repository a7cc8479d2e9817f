# expect: failed
# diagnosis: prior_of_the_target
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    x = logits + tau * prior[target].log().unsqueeze(1)
    return F.cross_entropy(x, target)
