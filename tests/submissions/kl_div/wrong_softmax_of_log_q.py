# expect: failed
# diagnosis: renormalises_log_q
import torch


def kl_divergence_loss(log_q, p):
    q = torch.softmax(log_q, dim=1)
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(1).mean()
