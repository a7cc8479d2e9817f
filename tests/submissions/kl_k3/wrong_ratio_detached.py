# expect: failed
# diagnosis: ratio_detached
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    with torch.no_grad():
        r = torch.expm1(d)
    return (r - d).mean()
