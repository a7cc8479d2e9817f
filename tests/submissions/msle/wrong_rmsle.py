# expect: failed
# diagnosis: root_taken
import torch
import torch.nn.functional as F


def msle_loss(pred, target):
    return torch.sqrt(F.mse_loss(torch.log1p(pred), torch.log1p(target)))
