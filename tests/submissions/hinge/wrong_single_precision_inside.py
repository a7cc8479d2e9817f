# expect: failed
# diagnosis: wrong_dtype
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - target.float() * scores.float()).mean()
