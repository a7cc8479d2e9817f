# expect: forbidden
import torch
import torch.nn.functional as F


def categorical_cross_entropy_loss(probs, target):
    return F.nll_loss(torch.log(probs), target.argmax(dim=1))
