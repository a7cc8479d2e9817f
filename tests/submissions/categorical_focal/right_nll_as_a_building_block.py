# expect: passed
import torch
import torch.nn.functional as F


def categorical_focal_loss(probs, target, gamma=2.0):
    ids = target.argmax(dim=1)
    weighed = (1 - probs) ** gamma * probs.log()
    return F.nll_loss(weighed, ids)
