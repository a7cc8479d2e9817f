# expect: passed
from torch.func import vmap


def gaussian_nll_loss(mean, target, var):
    def one(mean, target, var):
        v = var.clamp(min=1e-6)
        each = 0.5 * (v.log() + (mean - target) ** 2 / v)
        return each

    return vmap(one)(mean.flatten(), target.flatten(), var.flatten()).mean()
