# expect: failed
# diagnosis: weights_exchanged
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    own = F.softmax(logits, 1).gather(1, target[:, None])
    return beta * F.cross_entropy(logits, target) + 4 * alpha * (1 - own).mean()
