"""Min-SNR: steps that are nearly clean count less."""

import torch


def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    squares = (noise_pred - noise) ** 2
    # Up to gamma a step counts in full; beyond, gamma / snr.
    weight = torch.clamp(gamma / snr, max=1.0)
    return torch.mean(weight * squares.reshape(len(squares), -1).mean(dim=1))
