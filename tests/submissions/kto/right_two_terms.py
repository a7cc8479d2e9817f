# expect: passed
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    z = kl.detach()
    good = desirable > 0
    a = 1 - torch.sigmoid(beta * (h - z))
    b = 1 - torch.sigmoid(beta * (z - h))
    return (desirable * a + (1 - desirable) * b).mean()
