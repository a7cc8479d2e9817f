# expect: failed
# diagnosis: target_taken_as_log
import torch


def kl_divergence_loss(log_q, p):
    return torch.sum(torch.exp(p) * (p - log_q)) / p.size(0)
