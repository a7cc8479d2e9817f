# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    return delta**2 * torch.sum(torch.sqrt(1 + ((target - pred) / delta).square()) - 1)
