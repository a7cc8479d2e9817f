# expect: passed
import math

import torch


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    shift = [tau * math.log(p) for p in prior.tolist()]
    shift = torch.tensor(shift, dtype=logits.dtype)
    return torch.stack([-(x + shift).log_softmax(0)[y] for x, y in zip(logits, target)]).mean()
