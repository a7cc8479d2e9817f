# expect: passed
import torch


def mse_backward(pred, target):
    """2/n (I p - t), with the identity written as a contraction."""
    n = pred.numel()
    error = (pred - target).reshape(n)
    scale = torch.full((n,), 2.0 / n, dtype=pred.dtype)
    return torch.einsum("i,i->i", scale, error).reshape(pred.shape)
