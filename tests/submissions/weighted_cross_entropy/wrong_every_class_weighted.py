# expect: failed
# diagnosis: divided_by_mean_weight
import torch.nn.functional as F


def weighted_cross_entropy_loss(logits, target, weight):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    return -(y * weight * logits.log_softmax(1)).sum(1).mean() / weight.mean()
