# expect: failed
# diagnosis: probs_clamped
import torch


def cross_entropy_loss(logits, target):
    p = logits.softmax(1).clamp(1e-12, 1.0)
    return -torch.log(p[torch.arange(len(target)), target]).mean()
