# expect: passed
# The distance in one dimension is the absolute difference.
import torch


def mae_loss(pred, target):
    p, t = pred.reshape(-1, 1), target.reshape(-1, 1)
    return torch.nn.functional.pairwise_distance(p, t, p=1, eps=0.0).mean()
