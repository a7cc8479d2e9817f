# expect: failed
import torch


def v_prediction_loss(output, x0, noise, alpha, sigma):
    if x0.dim() == 2:
        a, s = alpha[:, None], sigma[:, None]
    elif x0.dim() == 3:
        a, s = alpha[:, None, None], sigma[:, None, None]
    else:
        a, s = alpha[:, None, None, None], sigma[:, None, None, None]
    v = a * noise - s * x0
    return torch.mean((output - v) ** 2)
