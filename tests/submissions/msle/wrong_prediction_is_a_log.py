# expect: failed
# diagnosis: prediction_taken_as_log
import torch
import torch.nn.functional as F


def msle_loss(pred, target):
    return F.mse_loss(pred, torch.log1p(target))
