# expect: forbidden
import torch


def kl_divergence_loss(log_q, p):
    return torch.ops.aten.kl_div(log_q, p, 2) / log_q.shape[0]
