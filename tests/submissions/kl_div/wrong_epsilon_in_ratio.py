# expect: failed
# diagnosis: epsilon_in_the_ratio
import torch


def kl_divergence_loss(log_q, p):
    eps = 1e-8
    return (p * torch.log((p + eps) / (log_q.exp() + eps))).sum(dim=1).mean()
