# expect: failed
# diagnosis: softplus_instead_of_hinge
import torch


def margin_ranking_loss(x1, x2, target, margin=0.0):
    return torch.logaddexp(torch.zeros_like(x1), margin - target * (x1 - x2)).mean()
