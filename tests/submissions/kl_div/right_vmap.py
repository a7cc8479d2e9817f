# expect: passed
import torch
from torch.func import vmap


def one_row(log_q, p):
    return torch.dot(p, torch.where(p > 0, torch.log(p), torch.zeros_like(p)) - log_q)


def kl_divergence_loss(log_q, p):
    return vmap(one_row)(log_q, p).mean()
