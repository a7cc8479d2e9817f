# expect: passed
import torch


def hinge_embedding_loss(distance, target, margin=1.0):
    total = 0.0
    for d, y in zip(distance.reshape(-1), target.reshape(-1).tolist()):
        total = total + (d if y == 1 else torch.relu(margin - d))
    return total / target.numel()
