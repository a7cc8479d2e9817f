# expect: failed
# diagnosis: log_prob_as_p_t
# −BCE is log p_t, not p_t.
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    p_t = -bce
    return ((1 - p_t) ** gamma * bce).mean()
