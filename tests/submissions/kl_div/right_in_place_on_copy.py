# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    log_p = p.clone()
    log_p[log_p == 0] = 1.0
    log_p.log_()
    terms = log_p - log_q
    terms *= p
    return terms.sum() / log_q.size(0)
