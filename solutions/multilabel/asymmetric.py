"""Asymmetric loss: negatives fade faster than positives, and easy ones are free."""

import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    p = torch.sigmoid(logits)
    over = torch.clamp(p - clip, min=0)  # 1 - q
    # With a clip, q stays above 0 and its logarithm is harmless.
    log_q = torch.log1p(-over) if clip > 0 else F.logsigmoid(-logits)
    positive = torch.sigmoid(-logits) ** gamma_pos * F.logsigmoid(logits)
    negative = over**gamma_neg * log_q
    return -torch.where(target == 1, positive, negative).mean()
