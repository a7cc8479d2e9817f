# expect: passed
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    z = kl.detach()
    good = desirable > 0
    x = beta * torch.where(good, h - z, z - h)
    return torch.stack([x, torch.zeros_like(x)]).softmax(0)[1].mean()
