# expect: failed
# diagnosis: clip_ignored | parameter_ignored
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    one = torch.sigmoid(-logits) ** gamma_pos * F.softplus(-logits)
    zero = torch.sigmoid(logits) ** gamma_neg * F.softplus(logits)
    return torch.where(target == 1, one, zero).mean()
