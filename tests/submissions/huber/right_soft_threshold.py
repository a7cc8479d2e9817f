# expect: passed
import torch.nn.functional as F


def huber_loss(pred, target, delta=1.0):
    """Huber as the Moreau envelope of delta * |u|: split the error into a bounded part and a shrunk rest."""
    error = pred - target
    rest = F.softshrink(error, lambd=delta)
    return (0.5 * (error - rest).square() + delta * rest.abs()).mean()
