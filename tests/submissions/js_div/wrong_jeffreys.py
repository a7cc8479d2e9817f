# expect: failed
# diagnosis: symmetrised_kl
import torch


def js_divergence_loss(p, q):
    return ((p - q) * torch.log(p / q)).sum(1).mean() / 2
