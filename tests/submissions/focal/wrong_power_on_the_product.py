# expect: failed
# diagnosis: power_on_the_product
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = (1 - 2 * target) * logits
    return ((torch.sigmoid(z) * F.softplus(z)) ** gamma).mean()
