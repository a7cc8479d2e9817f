# expect: forbidden
import torch.nn.functional as F

_loss = F.smooth_l1_loss


def smooth_l1_loss(pred, target, beta=1.0):
    return _loss(pred, target, beta=beta)
