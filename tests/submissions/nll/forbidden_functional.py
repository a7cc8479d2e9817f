# expect: forbidden
import torch.nn.functional as F


def nll_loss(log_probs, target):
    return F.nll_loss(log_probs, target)
