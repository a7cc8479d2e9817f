# expect: passed
import torch


def flow_matching_loss(velocity, x0, x1):
    error = (velocity - torch.lerp(x0, x1, 1.0) + x0).reshape(len(velocity), -1)
    return (error**2).mean(dim=1).mean(dim=0)
