# expect: passed
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = (pred - target).reshape(-1)
    return (e @ e + weight * torch.linalg.vector_norm(e, ord=1)) / e.numel()
