# expect: failed
# diagnosis: output_detached
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [-1] + [1] * (x0.dim() - 1)
    return F.mse_loss(output.detach(), alpha.view(shape) * noise - sigma.view(shape) * x0)
