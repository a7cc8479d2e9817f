# expect: passed
import torch


def huber_loss(pred, target, delta=1.0):
    error = (pred - target).reshape(-1)
    out = torch.empty_like(error)
    far = error.abs() > delta
    out[~far] = 0.5 * error[~far] ** 2
    out[far] = delta * error[far].abs() - 0.5 * delta**2
    return out.mean()
