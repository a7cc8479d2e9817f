# expect: failed
# diagnosis: negative_divergence | sign_flipped
import torch


def kl_divergence_loss(log_q, p):
    log_p = torch.where(p > 0, p, 1.0).log()
    return (p * (log_q - log_p)).sum(1).mean()
