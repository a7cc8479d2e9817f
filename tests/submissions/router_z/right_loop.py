# expect: passed
import torch


def router_z_loss(router_logits):
    total = 0.0
    for row in router_logits:
        total = total + torch.logsumexp(row, 0) ** 2
    return total / len(router_logits)
