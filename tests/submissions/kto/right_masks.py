# expect: passed
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    z = kl.detach()
    good = desirable > 0
    losses = torch.cat([torch.sigmoid(beta * (z - h[good])), torch.sigmoid(beta * (h[~good] - z))])
    return losses.mean()
