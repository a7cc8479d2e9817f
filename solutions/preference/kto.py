"""KTO: single marks, against a reference point that moves with the policy."""

import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    surplus = beta * (policy_logps - (ref_logps + kl).detach())
    # 1 − σ(x) = σ(−x): a good answer loses σ(−surplus), a bad one σ(surplus)
    return torch.sigmoid(torch.where(desirable == 1, -surplus, surplus)).mean()
