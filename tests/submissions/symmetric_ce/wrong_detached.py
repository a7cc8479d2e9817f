# expect: failed
# diagnosis: reverse_detached | gradient_only
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    own = F.softmax(logits.detach(), 1).gather(1, target[:, None])
    return alpha * F.cross_entropy(logits, target) + 4 * beta * (1 - own).mean()
