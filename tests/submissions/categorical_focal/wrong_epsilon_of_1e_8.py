# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    return -((1 - probs) ** gamma * target * torch.log(probs + 1e-8)).sum(1).mean()
