# expect: passed
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    dtype = scores.dtype
    scores = scores.double()
    target = target.double()
    each = F.softplus(-target * scores)
    return (each.mean()).to(dtype)
