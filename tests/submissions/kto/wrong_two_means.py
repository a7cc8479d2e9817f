# expect: failed
# diagnosis: two_means
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h, z = policy_logps - ref_logps.detach(), kl.detach()
    good = desirable > 0
    a, b = torch.sigmoid(beta * (z - h[good])), torch.sigmoid(beta * (h[~good] - z))
    return sum(x.mean() for x in (a, b) if len(x))
