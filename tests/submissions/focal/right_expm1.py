# expect: passed
# 1 − p_t without cancellation: −expm1(−cost).
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    cost = F.softplus(logits) - logits * target
    return ((-torch.expm1(-cost)).clamp(min=0) ** gamma * cost).mean()
