# expect: failed
# diagnosis: sign_reversed
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [-1] + [1] * (x0.dim() - 1)
    return F.mse_loss(output, sigma.view(shape) * x0 - alpha.view(shape) * noise)
