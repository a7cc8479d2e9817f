# expect: failed
# diagnosis: probs_clamped
import torch


def focal_loss(logits, target, gamma=2.0):
    p = torch.sigmoid(logits).clamp(1e-7, 1 - 1e-7)
    p_t = p * target + (1 - p) * (1 - target)
    return -((1 - p_t) ** gamma * torch.log(p_t)).mean()
