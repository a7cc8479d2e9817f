# expect: failed
# diagnosis: epsilon_in_place_of_one | one_not_added
import torch.nn.functional as F


def msle_loss(pred, target):
    return F.mse_loss(pred.clamp(min=1e-8).log(), target.clamp(min=1e-8).log())
