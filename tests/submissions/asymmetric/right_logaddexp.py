# expect: passed
import math

import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    log_not = F.logsigmoid(-logits)
    if clip > 0:
        log_q = torch.logaddexp(log_not, torch.full_like(log_not, math.log(clip))).clamp(max=0)
    else:
        log_q = log_not
    over = (torch.sigmoid(logits) - clip).clamp(min=0)
    bce = target * torch.sigmoid(-logits) ** gamma_pos * F.logsigmoid(logits)
    return -(bce + (1 - target) * over.pow(gamma_neg) * log_q).mean()
