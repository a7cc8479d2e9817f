# expect: failed
# diagnosis: one_moved_probability
import torch


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    p = (torch.sigmoid(logits) - clip).clamp(min=1e-8)
    pos = (1 - p) ** gamma_pos * torch.log(p)
    neg = p**gamma_neg * torch.log1p(-p)
    return -torch.where(target == 1, pos, neg).mean()
