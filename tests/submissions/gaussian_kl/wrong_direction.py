# expect: failed
# diagnosis: other_direction
import torch


def gaussian_kl_loss(mu, logvar):
    p = torch.distributions.Normal(torch.zeros_like(mu), torch.ones_like(mu))
    q = torch.distributions.Normal(mu, torch.exp(0.5 * logvar), validate_args=False)
    return torch.distributions.kl_divergence(p, q).sum(1).mean()
