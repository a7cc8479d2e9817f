"""v-prediction: the derivative of a sample on its arc from data to noise."""

import torch.nn.functional as F


def v_prediction_loss(output, x0, noise, alpha, sigma):
    # alpha and sigma belong to the samples: move the batch axis last, where they broadcast.
    v = (alpha * noise.movedim(0, -1) - sigma * x0.movedim(0, -1)).movedim(-1, 0)
    return F.mse_loss(output, v)
