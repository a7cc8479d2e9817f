# expect: passed
import torch
import torch.nn.functional as F


def router_z_loss(router_logits):
    z = router_logits.logsumexp(1)
    return F.mse_loss(z, torch.zeros_like(z))
