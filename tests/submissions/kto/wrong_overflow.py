# expect: failed
# diagnosis: unstable
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h, z = policy_logps - ref_logps.detach(), kl.detach()
    e = torch.exp(beta * (2 * desirable - 1) * (h - z))
    return (1 - e / (1 + e)).mean()
