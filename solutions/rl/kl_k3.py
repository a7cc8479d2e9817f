"""k3: an estimate of KL(policy‖reference) from samples that is never negative."""

import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    log_ratio = ref_log_probs.detach() - log_probs
    # exp(d) − 1 in one step keeps its digits for small d.
    return torch.mean(torch.expm1(log_ratio) - log_ratio)
