# expect: passed
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    losses = []
    for d, y in zip(distance, target):
        if y == 0:
            losses.append(d * d / 2)
        else:
            losses.append(torch.relu(margin - d) ** 2 / 2)
    return sum(losses) / len(losses)
