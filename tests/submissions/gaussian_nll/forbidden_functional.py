# expect: forbidden
import torch.nn.functional as F


def gaussian_nll_loss(mean, target, var):
    return F.gaussian_nll_loss(mean, target, var)
