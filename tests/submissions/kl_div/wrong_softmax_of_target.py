# expect: failed
# diagnosis: softmax_of_target
import torch


def kl_divergence_loss(log_q, p):
    p = torch.softmax(p, dim=1)
    return (p * (p.log() - log_q)).sum(dim=1).mean()
