# expect: passed
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    z = kl.detach()
    good = desirable > 0
    return (1 - torch.sigmoid(beta * torch.where(good, h - z, z - h))).mean()
