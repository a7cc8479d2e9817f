# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    return (torch.special.xlogy(p, p) - p * log_q).sum(-1).mean(0)
