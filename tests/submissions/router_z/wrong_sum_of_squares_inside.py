# expect: failed
import torch


def router_z_loss(router_logits):
    return torch.logsumexp(router_logits**2, 1).mean()
