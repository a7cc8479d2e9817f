# expect: passed
import torch


def mae_loss(pred, target):
    return torch.linalg.vector_norm(pred - target, ord=1) / pred.numel()
