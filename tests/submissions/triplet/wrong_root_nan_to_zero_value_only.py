# expect: failed
# diagnosis: root_not_guarded
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    # the value is mended, the gradient is still nan
    near = torch.nan_to_num(((anchor - positive) ** 2).sum(dim=1).sqrt())
    far = torch.nan_to_num(((anchor - negative) ** 2).sum(dim=1).sqrt())
    return torch.clamp(near - far + margin, min=0).mean()
