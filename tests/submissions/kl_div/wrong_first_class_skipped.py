# expect: failed
import torch


def kl_divergence_loss(log_q, p):
    terms = torch.xlogy(p, p) - p * log_q
    return terms[:, 1:].sum(dim=1).mean()
