# expect: failed
# diagnosis: huber_instead
import torch.nn.functional as F


def pseudo_huber_loss(pred, target, delta=1.0):
    return F.huber_loss(pred, target, delta=delta)
