"""Reference losses of generative models: adversarial games and variational autoencoders.

Every function returns a 0-d tensor of the inputs' dtype. Logits are raw scores, no sigmoid; logarithms are natural.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Discriminator's side of the non-saturating GAN: mean softplus(−real) + mean softplus(fake).

    Args:
        real_logits: The discriminator's raw scores of true samples, `[N]`.
        fake_logits: Its raw scores of generated samples, `[M]`.

    Returns:
        A scalar, in nats: −mean log D(real) − mean log(1 − D(fake)) with D = σ(logit).

    Source: Goodfellow et al. 2014, arXiv 1406.2661, equation 1, to be minimised.
    """
    return F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean()


def gan_hinge_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Discriminator's side of the hinge GAN: mean max(0, 1 − real) + mean max(0, 1 + fake).

    Args:
        real_logits: The discriminator's raw scores of true samples, `[N]`.
        fake_logits: Its raw scores of generated samples, `[M]`.

    Returns:
        A scalar, in units of the score; 2 when every score is 0.

    Source: Lim and Ye 2017, arXiv 1705.02894; Miyato et al. 2018, arXiv 1802.05957.
    """
    return F.relu(1 - real_logits).mean() + F.relu(1 + fake_logits).mean()


def gaussian_kl_loss(mu: Tensor, logvar: Tensor) -> Tensor:
    """KL(N(μ, diag v) ‖ N(0, I)) = ½ Σ (μ² + v − 1 − log v), summed over D, then the mean over N.

    Args:
        mu: Means, `[N, D]`.
        logvar: Natural logarithms of the variances, `[N, D]`.

    Returns:
        A scalar, in nats.

    Source: Kingma and Welling 2014, arXiv 1312.6114, appendix B.
    """
    # expm1 keeps the digits of v − 1 where v is close to 1.
    per_dimension = 0.5 * (mu.square() + torch.expm1(logvar) - logvar)
    return per_dimension.sum(dim=1).mean()


def vae_loss(recon_logits: Tensor, target: Tensor, mu: Tensor, logvar: Tensor, beta: float = 1.0) -> Tensor:
    """Negative ELBO with Bernoulli pixels: BCE with logits summed over features + β·KL, then the mean over the batch.

    Args:
        recon_logits: The decoder's raw scores of the pixels, `[N, D]`.
        target: The pixels, 0 or 1, `[N, D]`, of the logits' dtype.
        mu: Means of the latent, `[N, K]`.
        logvar: Natural logarithms of its variances, `[N, K]`.
        beta: Weight of the KL term; 1 is the ELBO itself.

    Returns:
        A scalar, in nats an example.

    Source: Kingma and Welling 2014, arXiv 1312.6114; β of Higgins et al. 2017.
    """
    pixels = F.binary_cross_entropy_with_logits(recon_logits, target, reduction="none")
    return pixels.sum(dim=1).mean() + beta * gaussian_kl_loss(mu, logvar)
