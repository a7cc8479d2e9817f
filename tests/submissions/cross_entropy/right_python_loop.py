# expect: passed
import torch


def cross_entropy_loss(logits, target):
    total = 0
    for row, label in zip(logits, target):
        top = row.max()
        total = total + top + torch.log(torch.exp(row - top).sum()) - row[label]
    return total / len(target)
