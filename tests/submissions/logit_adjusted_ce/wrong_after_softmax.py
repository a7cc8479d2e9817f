# expect: failed
# diagnosis: not_normalised_again
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    return F.cross_entropy(logits, target) - tau * prior[target].log().mean()
