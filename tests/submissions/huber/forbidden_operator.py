# expect: forbidden
import torch


def huber_loss(pred, target, delta=1.0):
    return torch.ops.aten.huber_loss.default(pred, target, 1, delta)
