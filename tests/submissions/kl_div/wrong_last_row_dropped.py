# expect: failed
# diagnosis: only_one_row
import torch


def kl_divergence_loss(log_q, p):
    total = log_q.sum() * 0
    for i in range(len(p) - 1):
        total = total + (torch.xlogy(p[i], p[i]) - p[i] * log_q[i]).sum()
    return total / len(p)
