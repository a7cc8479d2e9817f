# expect: failed
# diagnosis: roots_taken
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [-1] + [1] * (x0.dim() - 1)
    return F.mse_loss(output, alpha.sqrt().view(shape) * noise - sigma.sqrt().view(shape) * x0)
