# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    own = F.softmax(logits, 1).gather(1, target[:, None])
    return alpha * F.cross_entropy(logits, target, reduction="sum") + 4 * beta * (1 - own).sum()
