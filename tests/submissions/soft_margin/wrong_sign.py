# expect: failed
# diagnosis: sign_flipped
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    return F.softplus(scores * target).mean()
