# expect: failed
# diagnosis: unstable
# Eps in the logarithms 1e-8.
import torch


def js_divergence_loss(p, q):
    m = (p + q) / 2
    a = p * (torch.log(p + 1e-8) - torch.log(m + 1e-8))
    b = q * (torch.log(q + 1e-8) - torch.log(m + 1e-8))
    return (a + b).sum() / (2 * len(p))
