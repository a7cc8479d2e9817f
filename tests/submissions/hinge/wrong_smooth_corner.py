# expect: failed
# softplus with beta = 10 is a hinge only far from the corner.
import torch.nn.functional as F


def hinge_loss(scores, target):
    return F.softplus(1 - target * scores, beta=10).mean()
