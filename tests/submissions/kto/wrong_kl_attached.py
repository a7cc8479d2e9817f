# expect: failed
# diagnosis: kl_not_detached
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    return torch.sigmoid(-beta * (2 * desirable - 1) * (h - kl)).mean()
