# expect: failed
# diagnosis: difference_missing
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    return torch.expm1(d).mean()
