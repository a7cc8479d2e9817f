# expect: failed
# diagnosis: mutates_input
# Value and gradient are right, but the caller finds residuals where the predictions were.
import torch


def huber_loss(pred, target, delta=1.0):
    pred.data.sub_(target)
    size = pred.abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
