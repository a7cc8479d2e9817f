# expect: failed
# diagnosis: clamped
import torch


def nll_loss(log_probs, target):
    own = log_probs[torch.arange(len(target)), target]
    return -own.clamp_min(-100).mean()
