# expect: failed
# diagnosis: not_squared
import torch


def router_z_loss(router_logits):
    return torch.logsumexp(router_logits, -1).sum() / len(router_logits)
