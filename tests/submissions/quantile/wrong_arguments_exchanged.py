# expect: failed
# diagnosis: error_sign_flipped | swapped_arguments
import torch


def quantile_loss(pred, target, q=0.5):
    e = pred - target
    return torch.where(e > 0, q * e, (q - 1) * e).mean()
