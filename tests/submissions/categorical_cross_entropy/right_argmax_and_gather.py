# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    classes = target.argmax(dim=1, keepdim=True)
    return -torch.log(torch.gather(probs, 1, classes)).mean()
