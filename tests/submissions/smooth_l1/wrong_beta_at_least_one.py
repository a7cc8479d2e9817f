# expect: failed
# diagnosis: parameter_capped
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    beta = max(beta, 1.0)
    a = (pred - target).abs()
    return torch.where(a < beta, 0.5 * a * a / beta, a - 0.5 * beta).mean()
