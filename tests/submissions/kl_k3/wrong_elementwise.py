# expect: failed
# diagnosis: wrong_shape
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    return (torch.expm1(d) - d).unsqueeze(0)
