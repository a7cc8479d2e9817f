# expect: failed
# diagnosis: mean_over_elements | class_count
import torch


def kl_divergence_loss(log_q, p):
    return torch.mean(torch.xlogy(p, p) - p * log_q)
