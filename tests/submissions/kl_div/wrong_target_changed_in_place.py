# expect: failed
# diagnosis: mutates_input
import torch


def kl_divergence_loss(log_q, p):
    p[p == 0] = 1e-12
    return (p * (p.log() - log_q)).sum() / len(p)
