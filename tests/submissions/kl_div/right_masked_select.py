# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    # Only the entries with mass are touched at all.
    keep = p > 0
    kept = p[keep]
    return (kept * (kept.log() - log_q[keep])).sum() / log_q.shape[0]
