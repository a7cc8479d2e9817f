# expect: failed
# diagnosis: log_of_the_mixture
import math

import torch


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    logp = torch.log_softmax(logits, dim=1)
    a = logp.gather(1, target_a[:, None]).squeeze(1)
    b = logp.gather(1, target_b[:, None]).squeeze(1)
    if lam == 0 or lam == 1:
        return -(a if lam == 1 else b).mean()
    mixed = torch.logaddexp(a + math.log(lam), b + math.log(1 - lam))
    return -mixed.mean()
