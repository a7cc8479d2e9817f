# expect: passed
import torch


def router_z_loss(router_logits):
    z = torch.logsumexp(router_logits.double(), 1)
    return (torch.einsum("n,n->", z, z) / z.shape[0]).to(router_logits.dtype)
