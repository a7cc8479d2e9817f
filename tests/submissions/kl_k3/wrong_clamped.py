# expect: failed
# diagnosis: error_clamped
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    d = d.clamp(-2, 2)
    return (torch.expm1(d) - d).mean()
