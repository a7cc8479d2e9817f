# expect: failed
# diagnosis: negative_terms_clipped
import torch


def kl_divergence_loss(log_q, p):
    # every term is clipped, but only their sum is never negative
    terms = (torch.xlogy(p, p) - p * log_q).clamp(min=0)
    return terms.sum() / len(p)
