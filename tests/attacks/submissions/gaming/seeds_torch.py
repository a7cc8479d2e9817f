# expect: failed
# why: a seed set by the answer changes no input
import random

import numpy as np
import torch

torch.manual_seed(0)
np.random.seed(0)
random.seed(0)
torch.randn = lambda *shape, **options: torch.zeros(*shape)

def huber_loss(pred, target, delta=1.0):
    torch.manual_seed(0)
    return (pred - target).pow(2).mean() / 2
