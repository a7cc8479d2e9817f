# expect: failed
# diagnosis: unstable | divided_by_a_beta_of_zero
# At beta = 0 the value is right, but 0 times infinity in the untaken branch makes the gradient NaN.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    return torch.where(size < beta, 0.5 * size**2 / beta, size - 0.5 * beta).mean()
