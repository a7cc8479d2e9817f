# expect: failed
# diagnosis: columns_of_seen_classes
# One-hot with as many columns as classes that occur, via broadcasting equality with max id... subtracts from sorted unique ids.
import torch


def cross_entropy_backward(logits, target):
    p = torch.softmax(logits, dim=1)
    classes = torch.unique(target)
    onehot = torch.zeros_like(p)
    for j, c in enumerate(classes):
        onehot[:, j] = (target == c).to(p.dtype)
    return (p - onehot) / logits.shape[0]
