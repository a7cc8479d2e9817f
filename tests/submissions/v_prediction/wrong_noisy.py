# expect: failed
# diagnosis: noisy_input_as_target
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [-1] + [1] * (x0.dim() - 1)
    return F.mse_loss(output, alpha.view(shape) * x0 + sigma.view(shape) * noise)
