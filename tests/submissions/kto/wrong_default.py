# expect: failed
# diagnosis: wrong_default
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.2):
    h, z = policy_logps - ref_logps.detach(), kl.detach()
    return torch.sigmoid(-beta * (2 * desirable - 1) * (h - z)).mean()
