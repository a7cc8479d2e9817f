# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(1)
    return -((1 - p) ** gamma * torch.log(p + 1e-12)).mean()
