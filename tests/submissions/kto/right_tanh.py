# expect: passed
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    z = kl.detach()
    good = desirable > 0
    x = beta * (2 * desirable - 1) * (h - z)
    return 0.5 - 0.5 * torch.tanh(0.5 * x).mean()
