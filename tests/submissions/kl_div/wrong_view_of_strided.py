# expect: failed
# diagnosis: not_contiguous | raises
import torch


def kl_divergence_loss(log_q, p):
    a, b = log_q.view(-1), p.view(-1)
    return (torch.xlogy(b, b) - b * a).sum() / log_q.shape[0]
