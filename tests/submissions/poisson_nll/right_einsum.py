# expect: passed
import torch


def poisson_nll_loss(log_rate, target):
    x, t = log_rate.flatten(), target.flatten()
    return (x.exp().sum() - torch.einsum("i,i->", t, x)) / x.numel()
