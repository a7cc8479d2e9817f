# expect: failed
# diagnosis: wrong_dtype
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d = distance.to(torch.float32)
    return torch.where(target == 0, d, torch.relu(margin - d)).square().mean() / 2
