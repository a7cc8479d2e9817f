# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    total = 0.0
    for row, label in zip(probs, target):
        for p, y in zip(row, label):
            if y != 0:
                total = total - y * torch.log(p)
    return total / probs.shape[0]
