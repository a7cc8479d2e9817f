# expect: failed
# diagnosis: sigmoid_per_class
# One yes-or-no question per class: the classes do not compete.
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    return (F.softplus(logits) - logits * y).sum(dim=1).mean()
