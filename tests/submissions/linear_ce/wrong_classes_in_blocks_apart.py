# expect: failed
# diagnosis: classes_in_blocks_apart
import torch

CLASSES = 16


def linear_cross_entropy_loss(hidden, weight, target):
    true = (hidden * weight[target]).sum(dim=1)
    first = (hidden @ weight[:CLASSES].T).logsumexp(dim=1)
    for start in range(CLASSES, len(weight), CLASSES):
        block = (hidden @ weight[start : start + CLASSES].T).logsumexp(dim=1)
        first = torch.maximum(first, block)
    return (first - true).mean()
