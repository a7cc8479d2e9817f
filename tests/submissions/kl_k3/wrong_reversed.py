# expect: failed
# diagnosis: difference_reversed
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    gap = log_probs - ref_log_probs.detach()
    return (torch.exp(gap) - 1 - gap).mean()
