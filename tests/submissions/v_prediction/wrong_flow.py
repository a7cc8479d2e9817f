# expect: failed
# diagnosis: flow_velocity
import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    return F.mse_loss(output, noise - x0)
