# expect: failed
# diagnosis: linear_part_unweighted
import torch


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    log_weight = 1 + (pos_weight - 1) * target
    soft = torch.log1p(torch.exp(-logits.abs()))
    loss = (1 - target) * logits + log_weight * soft + torch.relu(-logits)
    return loss.mean()
