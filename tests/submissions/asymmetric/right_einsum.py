# expect: passed
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    p = torch.sigmoid(logits)
    over = torch.relu(p - clip)
    log_q = torch.log1p(-over) if clip > 0 else -F.softplus(logits)
    ones = torch.einsum("nc,nc,nc->", target, (1 - p) ** gamma_pos, F.softplus(-logits))
    zeros = torch.einsum("nc,nc,nc->", 1 - target, over**gamma_neg, log_q)
    return (ones - zeros) / logits.numel()
