# expect: failed
# diagnosis: squared_logits
import torch
import torch.nn.functional as F


def router_z_loss(router_logits):
    return F.mse_loss(router_logits, torch.zeros_like(router_logits))
