# expect: passed
import torch


def gaussian_kl_loss(mu, logvar):
    squares = torch.einsum("nd,nd->n", mu, mu)
    return 0.5 * (squares + torch.exp(logvar).sum(1) - logvar.sum(1) - mu.shape[1]).mean()
