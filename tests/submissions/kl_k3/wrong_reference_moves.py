# expect: failed
# diagnosis: reference_not_detached
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    gap = ref_log_probs - log_probs
    return (torch.expm1(gap) - gap).mean()
