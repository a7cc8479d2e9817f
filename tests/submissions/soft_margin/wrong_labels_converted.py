# expect: failed
# diagnosis: labels_zero_one
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    labels = 2 * target - 1
    return F.softplus(-labels * scores).mean()
