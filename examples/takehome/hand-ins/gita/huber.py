import torch

# my own solution


def huber_loss(pred, target, delta=1.0):
    """Quadratic, then linear."""
    a = torch.abs(pred - target)
    quadratic = a ** 2
    linear = delta * (a - 0.5 * delta)
    return torch.where(a <= delta, quadratic, linear).mean()
