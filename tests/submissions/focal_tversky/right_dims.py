# expect: passed
import torch


def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    dims = tuple(range(1, probs.dim()))
    tp, fp, fn = (probs * target).sum(dims), (probs * (1 - target)).sum(dims), ((1 - probs) * target).sum(dims)
    return torch.pow(1 - (tp + smooth) / (tp + alpha * fp + beta * fn + smooth), gamma).mean()
