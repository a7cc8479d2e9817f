# expect: passed
# The norm alone has no usable gradient at 0, so a perfect prediction is squared directly.
import torch


def mse_loss(pred, target):
    """The squared Euclidean norm of the error, per element."""
    error = pred - target
    return torch.linalg.vector_norm(error).square() / error.numel() if error.any() else error.square().mean()
