# expect: failed
# diagnosis: log_of_the_squared_error
import torch
import torch.nn.functional as F


def msle_loss(pred, target):
    return torch.log1p(F.mse_loss(pred, target, reduction="none")).mean()
