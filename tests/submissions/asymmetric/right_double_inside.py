# expect: passed
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    dtype = logits.dtype
    logits = logits.double()
    target = target.double()
    over = torch.relu(torch.sigmoid(logits) - clip)
    log_q = torch.log1p(-over) if clip > 0 else F.logsigmoid(-logits)
    positive = torch.sigmoid(-logits) ** gamma_pos * F.logsigmoid(logits)
    each = -(target * positive + (1 - target) * over**gamma_neg * log_q)
    return (each.mean()).to(dtype)
