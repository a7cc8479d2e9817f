# expect: passed
import torch


def msle_loss(pred, target):
    return torch.square(torch.log(pred + 1) - torch.log(target + 1)).sum() / target.numel()
