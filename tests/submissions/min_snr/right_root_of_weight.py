# expect: passed
import torch


def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    root = (gamma / snr).clamp(max=1.0).sqrt()
    shape = [-1] + [1] * (noise.dim() - 1)
    return torch.nn.functional.mse_loss(root.view(shape) * noise_pred, root.view(shape) * noise)
