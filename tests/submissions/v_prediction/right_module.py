# expect: passed
from torch import nn


class VLoss(nn.Module):
    def forward(self, output, x0, noise, alpha, sigma):
        while alpha.dim() < x0.dim():
            alpha, sigma = alpha.unsqueeze(-1), sigma.unsqueeze(-1)
        return nn.MSELoss()(output, alpha * noise - sigma * x0)


def v_prediction_loss(output, x0, noise, alpha, sigma):
    return VLoss()(output, x0, noise, alpha, sigma)
