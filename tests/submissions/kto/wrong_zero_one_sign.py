# expect: failed
# diagnosis: only_one_class
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h, z = policy_logps - ref_logps.detach(), kl.detach()
    return torch.sigmoid(-beta * desirable * (h - z)).mean()
