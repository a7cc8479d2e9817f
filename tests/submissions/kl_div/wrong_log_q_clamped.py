# expect: failed
# diagnosis: unstable | input_clamped
import torch


def kl_divergence_loss(log_q, p):
    return (torch.xlogy(p, p) - p * log_q.clamp(min=-100)).sum() / len(p)
