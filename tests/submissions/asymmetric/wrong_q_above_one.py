# expect: failed
# diagnosis: not_cut_at_one | not_finite
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    over = torch.sigmoid(logits) - clip
    log_q = torch.log(1 - over) if clip > 0 else -F.softplus(logits)
    one = torch.sigmoid(-logits) ** gamma_pos * F.softplus(-logits)
    return torch.where(target == 1, one, -(over**gamma_neg) * log_q).mean()
