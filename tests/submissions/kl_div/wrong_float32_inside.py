# expect: failed
# diagnosis: wrong_dtype
import torch


def kl_divergence_loss(log_q, p):
    log_q, p = log_q.float(), p.float()
    return (torch.xlogy(p, p) - p * log_q).sum() / len(p)
