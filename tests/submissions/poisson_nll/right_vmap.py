# expect: passed
from torch.func import vmap


def poisson_nll_loss(log_rate, target):
    def one(log_rate, target):
        each = log_rate.exp() - target * log_rate
        return each

    return vmap(one)(log_rate.flatten(), target.flatten()).mean()
