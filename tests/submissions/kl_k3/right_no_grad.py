# expect: passed
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    with torch.no_grad():
        ref = ref_log_probs * 1.0
    gap = log_probs - ref
    return torch.mean(torch.exp(-gap) + gap - 1)
