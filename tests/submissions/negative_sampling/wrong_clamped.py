# expect: failed
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    # products cut off at ±10
    seen = (center * context).sum(1).clamp(-10, 10)
    drawn = (center[:, None] * negatives).sum(2).clamp(-10, 10)
    return -(F.logsigmoid(seen) + F.logsigmoid(-drawn).sum(1)).mean()
