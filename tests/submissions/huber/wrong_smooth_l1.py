# expect: failed
# diagnosis: smooth_l1_instead
import torch


def huber_loss(pred, target, delta=1.0):
    d = torch.abs(pred - target)
    loss = torch.where(d < delta, d**2 / (2 * delta), d - delta / 2)
    return torch.mean(loss)
