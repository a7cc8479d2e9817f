# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    n, c = p.shape
    cross = p.reshape(1, n * c) @ log_q.reshape(n * c, 1)
    return (torch.xlogy(p, p).sum() - cross.squeeze()) / n
