# expect: passed
import torch.nn.functional as F
from torch.func import vmap


def soft_margin_loss(scores, target):
    def one(scores, target):
        each = F.softplus(-target * scores)
        return each

    return vmap(one)(scores.flatten(), target.flatten()).mean()
