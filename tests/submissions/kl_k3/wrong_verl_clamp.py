# expect: failed
# wrong: the estimate is clamped to 10 (verl)
import math

import torch
import torch.nn.functional as F


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    return (d.exp() - d - 1).clamp(-10, 10).mean()
