# expect: failed
# diagnosis: renormalises_log_q
import torch


def kl_divergence_loss(log_q, p):
    q = log_q.exp()
    q = q / q.sum(1, keepdim=True)
    return (torch.xlogy(p, p) - p * q.log()).sum(1).mean()
