# expect: passed
from torch import nn


class MinSNR(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma
        self.mse = nn.MSELoss(reduction="none")

    def forward(self, pred, noise, snr):
        loss = self.mse(pred, noise)
        loss = loss.mean(dim=list(range(1, loss.dim())))
        return (loss * snr.clamp(max=self.gamma).div(snr)).mean()


def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    return MinSNR(gamma)(noise_pred, noise, snr)
