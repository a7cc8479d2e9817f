# expect: failed
# diagnosis: detached_gradient | gradient_only
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs.detach()
    return (torch.expm1(d) - d).mean()
