# expect: failed
# diagnosis: root_of_the_weight
# pos_weight is broadcast along the rows as sqrt(pos_weight) - a square root is taken of the weights
import torch
import torch.nn.functional as F
def weighted_bce_with_logits_loss(logits, target, pos_weight):
    w = pos_weight.sqrt()
    return (w * target * F.softplus(-logits) + (1 - target) * F.softplus(logits)).mean()
