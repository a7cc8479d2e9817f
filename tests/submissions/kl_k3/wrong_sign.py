# expect: failed
# diagnosis: sign_turned | sign_flipped
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    return (d - torch.expm1(d)).mean()
