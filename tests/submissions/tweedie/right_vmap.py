# expect: passed
import torch
from torch.func import vmap


def tweedie_loss(log_mu, target, p=1.5):
    def one(log_mu, target):
        fit = target * torch.exp((1 - p) * log_mu) / (1 - p)
        each = torch.exp((2 - p) * log_mu) / (2 - p) - fit
        return each

    return vmap(one)(log_mu.flatten(), target.flatten()).mean()
