# expect: failed
# diagnosis: alpha_ignored | parameter_ignored
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    own = F.softmax(logits, 1).gather(1, target[:, None])
    return F.cross_entropy(logits, target) + 4 * beta * (1 - own).mean()
