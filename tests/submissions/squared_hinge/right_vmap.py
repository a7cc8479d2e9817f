# expect: passed
from torch.func import vmap


def squared_hinge_loss(scores, target):
    def one(scores, target):
        gap = (1 - target * scores).clamp(min=0)
        each = gap**2
        return each

    return vmap(one)(scores.flatten(), target.flatten()).mean()
