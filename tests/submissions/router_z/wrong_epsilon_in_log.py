# expect: failed
import torch


def router_z_loss(router_logits):
    return torch.log(router_logits.exp().sum(1) + 1e-6).pow(2).mean()
