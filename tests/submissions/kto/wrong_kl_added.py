# expect: failed
# diagnosis: kl_added
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h, z = policy_logps - ref_logps.detach(), kl.detach()
    return torch.sigmoid(-beta * (2 * desirable - 1) * (h + z)).mean()
