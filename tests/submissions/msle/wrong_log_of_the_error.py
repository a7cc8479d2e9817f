# expect: failed
# diagnosis: log_of_the_error
import torch


def msle_loss(pred, target):
    return torch.log1p(torch.abs(target - pred)).square().mean()
