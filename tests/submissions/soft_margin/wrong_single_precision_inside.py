# expect: failed
# diagnosis: wrong_dtype
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    scores = scores.float()
    target = target.float()
    each = F.softplus(-target * scores)
    return each.mean()
