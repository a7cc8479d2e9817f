# expect: passed
import torch.nn.functional as F


def poly1_loss(logits, target, epsilon=1.0):
    p = logits.softmax(1)
    rest = p.scatter(1, target[:, None], 0.0).sum(1)
    return F.nll_loss(logits.log_softmax(1), target) + epsilon * rest.mean()
