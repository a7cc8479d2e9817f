# expect: failed
# diagnosis: sigma_rebuilt
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    alpha = alpha.view([-1] + [1] * (x0.dim() - 1))
    return F.mse_loss(output, alpha * noise - (1 - alpha**2).sqrt() * x0)
