# expect: failed
# wrong: logits clamped to 50 after the correction
import math

import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    q, k = F.normalize(query, dim=1), F.normalize(item, dim=1)
    lg = q @ k.T / temperature
    lg = lg.clamp(-20, 20) - log_freq[None, :]
    return F.cross_entropy(lg, torch.arange(len(q)))
