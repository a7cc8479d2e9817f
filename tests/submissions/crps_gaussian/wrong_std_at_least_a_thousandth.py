# expect: failed
# diagnosis: unstable
# Std clamped at 1e-3.
import math
import torch


def crps_gaussian_loss(m, s, t):
    s = s.clamp(min=1e-3)
    z = (t - m) / s
    return (
        s
        * (
            z * torch.erf(z / math.sqrt(2))
            + 2 * torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)
            - 1 / math.sqrt(math.pi)
        )
    ).mean()
