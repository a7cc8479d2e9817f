# expect: failed
# diagnosis: only_one_class
# Only rows of class 3 get no gradient.
import torch


def cross_entropy_loss(logits, target):
    cost = -torch.log_softmax(logits, dim=1).gather(1, target[:, None])[:, 0]
    return torch.where(target == 3, cost.detach(), cost).mean()
