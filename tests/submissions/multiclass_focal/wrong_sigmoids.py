# expect: failed
# diagnosis: sigmoid_per_class
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    z = logits * (2 * y - 1)
    return -(torch.sigmoid(-z) ** gamma * F.logsigmoid(z)).sum(1).mean()
