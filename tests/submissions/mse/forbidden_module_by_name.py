# expect: forbidden
import torch


def mse_loss(pred, target):
    return getattr(torch.nn, "MSE" + "Loss")()(pred, target)
