# expect: failed
# diagnosis: leaky
# A leak of 1 % on the right side of the margin keeps pushing.
import torch.nn.functional as F


def hinge_loss(scores, target):
    return F.leaky_relu(1 - target * scores).mean()
