# expect: failed
# diagnosis: not_normalised
import torch.nn.functional as F


def byol_loss(prediction, target):
    return F.mse_loss(prediction, target.detach(), reduction="sum") / len(prediction)
