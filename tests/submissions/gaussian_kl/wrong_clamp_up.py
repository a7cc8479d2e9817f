# expect: failed
# diagnosis: input_clamped
# wrong: logvar clamped at 10 from above: wrong for logvar = 12
import math

import torch
import torch.nn.functional as F


def gaussian_kl_loss(mu, logvar):
    logvar = logvar.clamp(max=10.0)
    return 0.5 * (mu ** 2 + logvar.exp() - 1 - logvar).sum(1).mean()
