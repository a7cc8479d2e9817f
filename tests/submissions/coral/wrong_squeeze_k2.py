# expect: failed
# diagnosis: only_one_column
# wrong: squeeze(): two grades (one column) are summed over the batch
import math

import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    k = logits.size(1)
    lab = (target[:, None] > torch.arange(k)[None]).to(logits.dtype)
    l = F.binary_cross_entropy_with_logits(logits.squeeze(), lab.squeeze(), reduction="none")
    return l.sum(-1).mean()
