# expect: passed
import torch


def byol_loss(prediction, target):
    losses = []
    for p, z in zip(prediction, target.detach()):
        losses.append(2 - 2 * torch.dot(p, z) / (p.norm() * z.norm()))
    return torch.stack(losses).mean()
