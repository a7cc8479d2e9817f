# expect: failed
# diagnosis: missing_half|sum_instead_of_mean|element_count
import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, a * a, delta * (a - 0.5 * delta)).sum()
