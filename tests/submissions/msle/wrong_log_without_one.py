# expect: failed
# diagnosis: one_not_added
import torch.nn.functional as F


def msle_loss(pred, target):
    return F.mse_loss(pred.log(), target.log())
