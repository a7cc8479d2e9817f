"""Label smoothing: a share ε of the target is spread evenly over all classes, the true one included."""

import torch
import torch.nn.functional as F


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    classes = logits.shape[1]
    wanted = F.one_hot(target, classes).to(logits.dtype) * (1 - smoothing) + smoothing / classes
    return -(wanted * torch.log_softmax(logits, dim=1)).sum(dim=1).mean()
