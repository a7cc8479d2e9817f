# expect: failed
# diagnosis: penalty_left_out
import torch


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    return (torch.logsumexp(logits, 1) - logits[torch.arange(len(target)), target]).mean()
