# expect: failed
# diagnosis: unstable
import torch


def kl_divergence_loss(log_q, p):
    # fine until exp(log_q) underflows
    q = log_q.exp()
    ratio = torch.where(p > 0, p / q, torch.ones_like(p))
    return (p * ratio.log()).sum(dim=1).mean()
