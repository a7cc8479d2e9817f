# expect: failed
# diagnosis: variance_preserving_assumed
import torch


def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [-1] + [1] * (x0.dim() - 1)
    a = alpha.reshape(shape)
    s = sigma.reshape(shape)
    x_t = a * x0 + s * noise
    v = (a * x_t - x0) / s
    return ((output - v) ** 2).mean()
