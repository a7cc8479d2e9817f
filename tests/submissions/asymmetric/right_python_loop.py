# expect: passed
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    total = 0.0
    for x, y in zip(logits.flatten(), target.flatten()):
        if y == 1:
            total = total - torch.sigmoid(-x) ** gamma_pos * F.logsigmoid(x)
        else:
            over = torch.clamp(torch.sigmoid(x) - clip, min=0)
            log_q = torch.log1p(-over) if clip > 0 else F.logsigmoid(-x)
            total = total - over**gamma_neg * log_q
    return total / logits.numel()
