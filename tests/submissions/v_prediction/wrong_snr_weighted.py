# expect: failed
# diagnosis: snr_weighted
import torch


def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [-1] + [1] * (x0.dim() - 1)
    v = alpha.view(shape) * noise - sigma.view(shape) * x0
    per_sample = (output - v).pow(2).flatten(1).mean(dim=1)
    snr = (alpha / sigma.clamp_min(1e-8)) ** 2
    return (snr * per_sample).mean()
