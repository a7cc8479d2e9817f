# expect: failed
# diagnosis: mean_step
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    return F.mse_loss(output, alpha.mean() * noise - sigma.mean() * x0)
