# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    cross = -torch.einsum("nc,nc->", p, log_q)
    entropy = torch.special.entr(p).sum()
    return (cross - entropy) / len(log_q)
