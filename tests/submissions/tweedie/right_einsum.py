# expect: passed
import torch


def tweedie_loss(log_mu, target, p=1.5):
    x, t = log_mu.flatten(), target.flatten()
    first = torch.einsum("i,i->", t, torch.exp((1 - p) * x)) / (p - 1)
    return (first + torch.exp((2 - p) * x).sum() / (2 - p)) / t.numel()
