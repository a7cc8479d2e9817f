"""Reference losses of generative models: adversarial games, autoencoders, diffusion and flows.

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


def vq_loss(encoded: Tensor, codes: Tensor, commitment: float = 0.25) -> Tensor:
    """Vector quantisation: mean (sg(encoded) − codes)² + commitment·mean (encoded − sg(codes))², sg a stop-gradient.

    Args:
        encoded: The encoder's output, `[N, D]`; only the second term reaches it.
        codes: The code that was looked up for each row, `[N, D]`; only the first term reaches it.
        commitment: β, the weight of the second term; not negative.

    Returns:
        A scalar, in squared units of the latents.

    Source: van den Oord, Vinyals and Kavukcuoglu 2017, arXiv 1711.00937, equation 3, with means in place of sums.
    """
    codebook = (encoded.detach() - codes).square().mean()
    committed = (encoded - codes.detach()).square().mean()
    return codebook + commitment * committed


def _per_sample(value: Tensor, like: Tensor) -> Tensor:
    """`[N]` as `[N, 1, ..., 1]`, with as many dimensions as `like`."""
    return value.reshape(-1, *(1,) * (like.dim() - 1))


def flow_matching_loss(velocity: Tensor, x0: Tensor, x1: Tensor) -> Tensor:
    """Flow matching along straight lines from x0 to x1: mean (velocity − (x1 − x0))² over all elements.

    Args:
        velocity: The network's velocity at the points (1 − t)·x0 + t·x1, `[N, *]`.
        x0: Where the lines start, at t = 0: the noise; of the same shape.
        x1: Where they end, at t = 1: the data; of the same shape.

    Returns:
        A scalar, in squared units of the data.

    Source: Liu et al. 2022, arXiv 2209.03003, equation 1; Lipman et al. 2023, arXiv 2210.02747, with σ_min = 0.
    """
    return (velocity - (x1 - x0)).square().mean()


def v_prediction_loss(output: Tensor, x0: Tensor, noise: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
    """Diffusion with v as the target: mean (output − (α·noise − σ·x0))² over all elements.

    Args:
        output: The network's output at α·x0 + σ·noise, `[N, *]`.
        x0: The clean samples, of the same shape.
        noise: The noise that was mixed in, of the same shape.
        alpha: How much of the sample is left at each row's step, `[N]`.
        sigma: How much noise is mixed in at each row's step, `[N]`.

    Returns:
        A scalar, in squared units of the data.

    Source: Salimans and Ho 2022, arXiv 2202.00512, section 4.
    """
    velocity = _per_sample(alpha, noise) * noise - _per_sample(sigma, x0) * x0
    return (output - velocity).square().mean()


def min_snr_loss(noise_pred: Tensor, noise: Tensor, snr: Tensor, gamma: float = 5.0) -> Tensor:
    """Min-SNR-γ for predicted noise: the mean square of each sample's error times min(SNR, γ)/SNR, then the mean.

    Args:
        noise_pred: The predicted noise, `[N, *]`.
        noise: The noise that was mixed in, of the same shape.
        snr: The signal-to-noise ratio α²/σ² of each row's step, `[N]`, positive.
        gamma: γ, the ratio from which a step counts less; positive.

    Returns:
        A scalar, in squared units of the noise.

    Source: Hang et al. 2023, arXiv 2303.09556, in its form for a network that predicts noise.
    """
    per_sample = (noise_pred - noise).square().flatten(1).mean(dim=1)
    return (snr.clamp(max=gamma) / snr * per_sample).mean()
