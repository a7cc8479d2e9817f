# expect: failed
# diagnosis: unstable
# Right on paper; for an error of 2e4 the squares cancel and three digits are left in float32.
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    beyond = torch.relu(size - delta)
    return 0.5 * (size**2 - beyond**2).mean()
