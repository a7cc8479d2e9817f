# expect: failed
# diagnosis: raises
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    return F.mse_loss(output, alpha[:, None] * noise - sigma[:, None] * x0)
