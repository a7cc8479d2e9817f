# expect: failed
# diagnosis: clip_after_mean
import torch.nn.functional as F


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return F.relu(F.l1_loss(pred, target) - epsilon)
