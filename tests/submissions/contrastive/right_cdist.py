# expect: passed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = torch.cdist(x1.unsqueeze(1), x2.unsqueeze(1), compute_mode="donot_use_mm_for_euclid_dist").flatten()
    return torch.lerp((margin - d).clamp(min=0) ** 2, d**2, target).mean()
