# expect: passed
from torch import nn


class Elbo(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta
        self.bce = nn.BCEWithLogitsLoss(reduction="none")

    def forward(self, logits, x, mu, logvar):
        kl = 0.5 * (mu**2 + logvar.exp() - logvar - 1)
        return self.bce(logits, x).sum(1).mean() + self.beta * kl.sum(1).mean()


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    return Elbo(beta)(recon_logits, target, mu, logvar)
