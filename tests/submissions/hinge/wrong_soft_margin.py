# expect: failed
# diagnosis: soft_margin
import torch.nn.functional as F


def hinge_loss(scores, target):
    return F.softplus(-target * scores).mean()
