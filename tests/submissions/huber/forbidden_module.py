# expect: forbidden
import torch


def huber_loss(pred, target, delta=1.0):
    criterion = torch.nn.HuberLoss(delta=delta)
    return criterion(pred, target)
