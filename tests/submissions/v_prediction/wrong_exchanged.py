# expect: failed
# diagnosis: alpha_and_sigma_exchanged
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, sigma, alpha):
    shape = [-1] + [1] * (x0.dim() - 1)
    return F.mse_loss(output, alpha.view(shape) * noise - sigma.view(shape) * x0)
