# expect: failed
# diagnosis: no_clip
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return F.l1_loss(pred, target) - epsilon
