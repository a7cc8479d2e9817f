# expect: failed
# diagnosis: half_precision
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    e = (pred - target).to(torch.bfloat16).abs().to(pred.dtype)
    return torch.where(e < beta, 0.5 * e * e / beta, e - 0.5 * beta).mean()
