"""Router z-loss: keep the softmax's normaliser near 1."""

import torch


def router_z_loss(router_logits):
    # Subtract the row's maximum by hand: what is left cannot overflow.
    top = router_logits.max(dim=1, keepdim=True).values.detach()
    log_z = torch.log(torch.exp(router_logits - top).sum(dim=1)) + top.squeeze(1)
    return torch.mean(log_z**2)
