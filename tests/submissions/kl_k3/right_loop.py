# expect: passed
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    flat, ref = log_probs.reshape(-1), ref_log_probs.detach().reshape(-1)
    total = 0.0
    for a, b in zip(flat, ref):
        total = total + torch.exp(b - a) - (b - a) - 1
    return total / flat.numel()
