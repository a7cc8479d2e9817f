# expect: failed
# diagnosis: only_one_column
# wrong: squeeze(): with D = 1 the sum runs over the batch
import math

import torch
import torch.nn.functional as F


def gaussian_kl_loss(mu, logvar):
    mu, logvar = mu.squeeze(), logvar.squeeze()
    return 0.5 * (mu ** 2 + logvar.exp() - 1 - logvar).sum(-1).mean()
