# expect: failed
# diagnosis: detached_gradient
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    each = F.softplus(-target * scores)
    return (each.mean()).detach()
