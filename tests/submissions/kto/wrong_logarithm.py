# expect: failed
# diagnosis: logarithm_taken
import torch.nn.functional as F


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h, z = policy_logps - ref_logps.detach(), kl.detach()
    return F.softplus(-beta * (2 * desirable - 1) * (h - z)).mean()
