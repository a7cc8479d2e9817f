# expect: failed
# diagnosis: kl_outside_beta
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h, z = policy_logps - ref_logps.detach(), kl.detach()
    return torch.sigmoid(-(2 * desirable - 1) * (beta * h - z)).mean()
