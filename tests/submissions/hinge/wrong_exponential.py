# expect: failed
# diagnosis: exponential_instead
import torch


def hinge_loss(scores, target):
    return torch.exp(-target * scores).mean()
