# expect: failed
# diagnosis: wrong_dtype
import torch


def mae_loss(pred, target):
    return torch.abs(pred.type(torch.float32) - target.type(torch.float32)).mean()
