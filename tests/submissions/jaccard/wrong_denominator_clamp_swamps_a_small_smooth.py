# expect: failed
import torch


def jaccard_loss(probs, target, smooth=1.0):
    p = probs.reshape(probs.shape[0], -1)
    y = target.reshape(target.shape[0], -1)
    inter = (p * y).sum(-1)
    union = p.sum(-1) + y.sum(-1) - inter
    iou = (inter + smooth) / (union + smooth).clamp(min=1e-5)
    return (1.0 - iou).mean()
