"""Binary cross-entropy with logits whose positive labels have a weight, one for each column."""

import torch
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    weight = torch.where(target == 1, pos_weight, torch.ones_like(target))
    # The cost of an element is softplus of the logit that speaks against its label.
    against = (1 - 2 * target) * logits
    return (weight * F.softplus(against)).mean()
