# expect: passed
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    total, z = 0.0, kl.detach()
    for p, r, d in zip(policy_logps, ref_logps.detach(), desirable):
        x = beta * (p - r - z)
        total = total + torch.sigmoid(-x if d > 0 else x)
    return total / len(policy_logps)
