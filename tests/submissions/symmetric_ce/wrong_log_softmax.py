# expect: failed
# diagnosis: log_of_softmax | unstable
import torch
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    own = F.softmax(logits, 1)[torch.arange(len(target)), target]
    return (4 * beta * (1 - own) - alpha * own.log()).mean()
