# expect: forbidden
# Half of the exercise is F.nll_loss.
import torch
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    return F.nll_loss(torch.log_softmax(logits, dim=1), target)
