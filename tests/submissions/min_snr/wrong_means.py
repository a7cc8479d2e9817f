# expect: failed
# diagnosis: means_multiplied
import torch.nn.functional as F


def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    return ((gamma / snr).clamp(max=1) * F.mse_loss(noise_pred, noise)).mean()
