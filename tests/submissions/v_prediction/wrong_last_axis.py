# expect: failed
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    if noise.shape[-1] != len(alpha):
        shape = [-1] + [1] * (x0.dim() - 1)
        alpha, sigma = alpha.view(shape), sigma.view(shape)
    return F.mse_loss(output, alpha * noise - sigma * x0)
