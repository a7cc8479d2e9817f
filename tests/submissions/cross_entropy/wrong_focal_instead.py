# expect: failed
# diagnosis: multiclass_focal_instead
import torch


def cross_entropy_loss(logits, target):
    ce = -logits.log_softmax(1).gather(1, target[:, None])[:, 0]
    return ((1 - torch.exp(-ce)) ** 2 * ce).mean()
