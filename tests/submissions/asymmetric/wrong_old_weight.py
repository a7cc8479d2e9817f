# expect: failed
# diagnosis: weight_not_moved
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    p = torch.sigmoid(logits)
    log_q = torch.log1p(-torch.relu(p - clip)) if clip > 0 else -F.softplus(logits)
    one = torch.sigmoid(-logits) ** gamma_pos * F.softplus(-logits)
    return torch.where(target == 1, one, -(p**gamma_neg) * log_q).mean()
