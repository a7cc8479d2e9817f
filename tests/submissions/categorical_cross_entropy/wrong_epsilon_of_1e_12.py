# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def categorical_cross_entropy_loss(probs, target):
    return -(target * torch.log(probs + 1e-12)).sum(1).mean()
