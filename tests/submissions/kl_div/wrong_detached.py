# expect: failed
# diagnosis: detached_gradient
import torch


def kl_divergence_loss(log_q, p):
    value = (torch.xlogy(p, p) - p * log_q).sum() / len(p)
    return torch.tensor(value.item(), dtype=log_q.dtype, requires_grad=True)
