# expect: failed
# diagnosis: unstable
# 1e-8 beside snr.
import torch


def min_snr_loss(a, b, snr, gamma=5.0):
    m = ((a - b) ** 2).flatten(1).mean(1)
    return (torch.minimum(snr, torch.full_like(snr, gamma)) / (snr + 1e-8) * m).mean()
