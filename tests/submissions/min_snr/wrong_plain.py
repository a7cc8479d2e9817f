# expect: failed
# diagnosis: unweighted
import torch.nn.functional as F


def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    return F.mse_loss(noise_pred, noise)
