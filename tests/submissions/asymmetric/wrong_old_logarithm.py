# expect: failed
# diagnosis: logarithm_not_moved
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    over = torch.relu(torch.sigmoid(logits) - clip)
    one = torch.sigmoid(-logits) ** gamma_pos * F.softplus(-logits)
    return torch.where(target == 1, one, over**gamma_neg * F.softplus(logits)).mean()
