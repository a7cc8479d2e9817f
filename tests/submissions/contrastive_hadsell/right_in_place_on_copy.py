# expect: passed
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    work = distance.clone()
    push = target > 0
    work[push] = (margin - work[push]).clamp_(min=0)
    return work.pow_(2).mean().mul_(0.5)
