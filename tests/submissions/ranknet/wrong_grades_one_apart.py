# expect: failed
# Pairs whose grades differ by 1 at least.
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    b = ((relevance[:, :, None] - relevance[:, None, :]) >= 1).to(scores.dtype)
    g = scores[:, :, None] - scores[:, None, :]
    return (F.softplus(-g) * b).sum() / b.sum().clamp(min=1)
