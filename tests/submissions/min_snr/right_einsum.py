# expect: passed
import torch


def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    error = (noise_pred - noise).flatten(1)
    weight = torch.where(snr <= gamma, torch.ones_like(snr), gamma / snr)
    return torch.einsum("n,nd,nd->", weight, error, error) / error.numel()
